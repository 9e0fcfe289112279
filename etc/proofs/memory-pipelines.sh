#!/usr/bin/env bash
# Runs pipelines made by chance over rows that fill the heap several times, within --memory, in one process.
#
#   etc/proofs/memory-pipelines.sh [COUNT [TIMES [MEMORY [SEED]]]]
#
# COUNT   pipelines; default 16
# TIMES   how many heaps the rows fill as plain columns; default 100
# MEMORY  budget of a run in MB; the heap is half of it and 96 MB, as the launcher would make it; default 64 (heap 128 MB)
# SEED    of the pipelines; default 1
#
# Fails if a run fails, is not complete, loses a row or exceeds the ledger's budget, or a file is left. Needs the bundle.
set -euo pipefail
count=${1:-16}
times=${2:-100}
memory=${3:-64}
seed=${4:-1}
root=$(cd "$(dirname "$0")/../.." && pwd)
bundle=$root/bundle/target/weir
folder=$(mktemp -d "${TMPDIR:-/tmp}/weir-proof-XXXXXX")
trap 'rm -rf "$folder"' EXIT
. "$root/etc/java25.sh"

heap=$((memory / 2 + 96))
rows=$((times * heap * 1048576 / 136 + 1))
echo "rows $rows, $((rows * 136 / 1048576)) MiB as plain columns, heap $heap MiB"
"$JAVA_HOME/bin/java" "-Xmx${heap}m" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -Dslf4j.internal.verbosity=ERROR "-Djava.io.tmpdir=$folder" \
  -cp "$bundle/lib/*" "$root/etc/proofs/Pipelines.java" "$count" "$rows" "$memory" "$seed" "$folder"
[ -z "$(find "$folder" -name 'weir-run-*')" ] || {
  echo "FAILED: temporary files are left" >&2
  exit 1
}
