#!/usr/bin/env bash
# Profiles a file that is larger than the heap, within --memory 64m (heap 128 MB, DuckDB 32 MB), and checks what it took.
#
#   etc/proofs/memory-100x.sh [TIMES [FORMAT [FOLDER]]]
#
# TIMES   how many heaps the file's rows fill as plain columns; default 100 (13.4 GB)
# FORMAT  parquet (default; 33 MB a heap, in small row groups) or csv (134 MB a heap)
# FOLDER  where the file is made, and removed afterwards; default: the folder for temporary files
#
# Fails if the profile is not complete, loses a row or exceeds a bound of docs/reliability.md. Needs the bundle.
set -euo pipefail
export WEIR_CACHE=off # measured is what is computed
times=${1:-100}
format=${2:-parquet}
root=$(cd "$(dirname "$0")/../.." && pwd)
bundle=$root/bundle/target/weir
folder=$(mktemp -d "${3:-${TMPDIR:-/tmp}}/weir-proof-XXXXXX")
trap 'rm -rf "$folder"' EXIT
. "$root/etc/java25.sh"

mib=1048576
heap=$((128 * mib))
row=250
rows=$((times * heap / row + 1))
ledger_bound=$((32 * mib))
resident_bound=$((heap + 32 * mib * 145 / 100 + 150 * mib))

file=$folder/rows.$format
"$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -Djava.io.tmpdir="$folder" \
  -cp "$bundle/lib/duckdb_jdbc.jar" "$root/etc/proofs/Rows.java" "$file" "$rows"

result=$folder/result.json
"$bundle/bin/weir" profile "$file" --memory 64m --json "$result" --quiet >/dev/null

figure() { # NAME: the first number of that name in the result
  sed -n "s/.*\"$1\": *\([0-9.E]*\).*/\1/p" "$result" | head -1
}
peak=$(figure peakBytes)
resident=$(figure peakResidentBytes)
echo "rows $(figure read) of $rows, $((rows * row / mib)) MiB as plain columns, $(($(stat -c %s "$file") / mib)) MiB of $format"
echo "seconds $(figure seconds)"
echo "ledger peak $((peak / mib)) MiB of $((ledger_bound / mib))"
echo "resident peak $((resident / mib)) MiB of $((resident_bound / mib))"
failed=
grep -q '"status": "complete"' "$result" || failed="the profile is not complete"
[ "$(figure read)" = "$rows" ] && [ "$(figure used)" = "$rows" ] || failed="rows are missing"
[ "$peak" -le "$ledger_bound" ] || failed="the ledger's bound is exceeded"
[ "$resident" -le "$resident_bound" ] || failed="the bound of resident memory is exceeded"
[ -z "$failed" ] || {
  echo "FAILED: $failed" >&2
  exit 1
}
