#!/usr/bin/env bash
# Makes many short runs in one process, some of which fail or are cancelled, and checks that threads, open files, temporary files,
# the heap after collection and native memory do not become more.
#
#   etc/proofs/short-runs.sh [RUNS]
#
# RUNS    default 10000, in tens
#
# The heap is there from the beginning, so that what the process grows by is native memory.
#
# Needs the bundle.
set -euo pipefail
runs=${1:-10000}
root=$(cd "$(dirname "$0")/../.." && pwd)
bundle=$root/bundle/target/weir
folder=$(mktemp -d "${TMPDIR:-/tmp}/weir-proof-XXXXXX")
trap 'rm -rf "$folder"' EXIT
. "$root/etc/java25.sh"
"$JAVA_HOME/bin/java" -Xms128m -Xmx128m -XX:+AlwaysPreTouch -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -Dslf4j.internal.verbosity=ERROR "-Djava.io.tmpdir=$folder" \
  -cp "$bundle/lib/*" "$root/etc/proofs/ShortRuns.java" "$runs" "$folder"
