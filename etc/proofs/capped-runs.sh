#!/usr/bin/env bash
# Runs two pipelines at the same time in one process under one cap of memory, starves one, cancels one, and compares bits.
#
#   etc/proofs/capped-runs.sh [TIMES [MEMORY [FOLDER]]]
#
# TIMES   how many heaps of 128 MB the file's rows fill as plain columns; default 100 (13.4 GB)
# MEMORY  budget of each run in MB; the heap is that of both, and 96 MB for Java; default 64
# FOLDER  where all files are made, and removed afterwards; default: the folder for temporary files
#
# Needs the bundle.
set -euo pipefail
times=${1:-100}
memory=${2:-64}
root=$(cd "$(dirname "$0")/../.." && pwd)
folder=$(mktemp -d "${3:-${TMPDIR:-/tmp}}/weir-proof-XXXXXX")
trap 'rm -rf "$folder"' EXIT
. "$root/etc/java25.sh"
java=("$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Dslf4j.internal.verbosity=ERROR
  "-Djava.io.tmpdir=$folder" -cp "$root/bundle/target/weir/lib/*")
"${java[@]}" "$root/etc/proofs/Trades.java" "$folder/trades.parquet" $((times * 128 * 1048576 / 250))
"${java[@]}" "-Xmx$((memory + 96))m" -XX:+UseSerialGC "$root/etc/proofs/CappedRuns.java" "$folder/trades.parquet" "$memory" "$folder"
[ -z "$(find "$folder" -name 'weir-run-*')" ] || {
  echo "FAILED: temporary files are left" >&2
  exit 1
}
