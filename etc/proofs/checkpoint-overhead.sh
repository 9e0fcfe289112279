#!/usr/bin/env bash
# What checkpoints cost: describes a file with and without them, one after the other, whole processes.
#
#   etc/proofs/checkpoint-overhead.sh [ROWS [TIMES [EVERY [FOLDER]]]]
#
# ROWS    rows of the input, three columns, Parquet; default 50000000
# TIMES   runs of each; default 5
# EVERY   for --checkpoint-every; default 10s
# FOLDER  where all files are made, and removed afterwards; default: the folder for temporary files
#
# Prints seconds of the clock and of the processors for each run, and the seconds spent on checkpoints. Needs the bundle.
set -euo pipefail
rows=${1:-50000000}
times=${2:-5}
every=${3:-10s}
root=$(cd "$(dirname "$0")/../.." && pwd)
bundle=$root/bundle/target/weir
folder=$(mktemp -d "${4:-${TMPDIR:-/tmp}}/weir-proof-XXXXXX")
trap 'rm -rf "$folder"' EXIT
. "$root/etc/java25.sh"
"$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -Djava.io.tmpdir="$folder" \
  -cp "$bundle/lib/duckdb_jdbc.jar" "$root/etc/proofs/Keys.java" "$folder/keys.parquet" "$rows" $((rows / 10))

TIMEFORMAT='%R %U %S'
measured() { # NAME WORDS...
  local name=$1 clock user system
  shift
  read -r clock user system < <({ time "$bundle/bin/weir" run "$folder/keys.parquet" stats.describe --quiet --no-cache \
    --json "$folder/result.json" "$@" >/dev/null 2>&1; } 2>&1)
  echo "$name: $clock s, processors $(awk "BEGIN { print $user + $system }") s," \
    "$(sed -n 's/.*"checkpoints": \([0-9]*\).*/\1/p' "$folder/result.json") checkpoints in" \
    "$(sed -n 's/.*"checkpointSeconds": \([0-9.E-]*\).*/\1/p' "$folder/result.json") s"
}
for ((run = 1; run <= times; run++)); do
  measured without
  measured "every $every" --checkpoint "$folder/checkpoints" --checkpoint-every "$every"
done
