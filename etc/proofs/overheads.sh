#!/usr/bin/env bash
# What early results, checkpoints and monitoring cost: describes a file with and without them, in turns, in one warm process.
#
#   etc/proofs/overheads.sh [ROWS [TIMES [SNAPSHOTS [CHECKPOINTS [FOLDER]]]]]
#
# ROWS         rows of two doubles, Parquet; default 50000000
# TIMES        turns that count; default 5
# SNAPSHOTS    seconds from one early result to the next; default 2
# CHECKPOINTS  seconds from one checkpoint to the next; default 10
# FOLDER       where all files are made, and removed afterwards; default: the folder for temporary files
#
# Prints the processors' seconds of each run, and medians. Needs the bundle.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
folder=$(mktemp -d "${5:-${TMPDIR:-/tmp}}/weir-proof-XXXXXX")
trap 'rm -rf "$folder"' EXIT
. "$root/etc/java25.sh"
"$JAVA_HOME/bin/java" -Xmx352m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -Dslf4j.internal.verbosity=ERROR "-Djava.io.tmpdir=$folder" -cp "$root/bundle/target/weir/lib/*" \
  "$root/etc/proofs/Overheads.java" "${1:-50000000}" "${2:-5}" "${3:-2}" "${4:-10}" "$folder"
