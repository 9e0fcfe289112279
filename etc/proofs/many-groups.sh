#!/usr/bin/env bash
# Applies models of groups and transforms by groups of which by far not all fit into memory, and checks answers, memory and what is left.
#
#   etc/proofs/many-groups.sh [KEYS [MEMORY [LARGE [FOLDER]]]]
#
# KEYS    groups, of two rows each, in no order; default 10000000
# MEMORY  for --memory, in MB; default 128
# LARGE   a --memory, in MB, within which the groups fit: the rows written out must be the same, byte by byte; default 0: not compared
# FOLDER  where all files are made, and removed afterwards; default: the folder for temporary files
#
# Fails if an answer is wrong, the ledger's bound is exceeded or a file is left. Needs the bundle.
set -euo pipefail
export WEIR_CACHE=off WEIR_AOT=off # measured is what is computed, by one process
keys=${1:-10000000}
memory=${2:-128}
large=${3:-0}
root=$(cd "$(dirname "$0")/../.." && pwd)
bundle=$root/bundle/target/weir
folder=$(mktemp -d "${4:-${TMPDIR:-/tmp}}/weir-proof-XXXXXX")
trap 'rm -rf "$folder"' EXIT
. "$root/etc/java25.sh"

mib=1048576
rows=$((2 * keys))
file=$folder/keys.parquet
result=$folder/result.json
temporary=$folder/tmp
mkdir "$temporary"
"$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -Djava.io.tmpdir="$folder" \
  -cp "$bundle/lib/duckdb_jdbc.jar" "$root/etc/proofs/Keys.java" "$file" "$rows" "$keys"

fail() {
  echo "FAILED: $1" >&2
  exit 1
}
figure() { # NAME: the last number of that name in the result
  tail -c 100000 "$result" | sed -n "s/.*\"$1\": *\([0-9.E]*\).*/\1/p" | tail -1
}
run() { # MEMORY WORDS...
  local most=$1
  shift
  TMPDIR=$temporary "$bundle/bin/weir" run "$file" "$@" --memory "${most}m" --disk 60g --json "$result" --quiet >/dev/null
}
prove() { # EXPECTED WORDS...: runs steps, in whose result EXPECTED must stand
  local expected=$1
  shift
  run "$memory" "$@"
  echo "$*: seconds $(figure seconds), ledger peak $(($(figure peakBytes) / mib)) MiB," \
    "resident peak $(($(figure peakResidentBytes) / mib)) MiB, to the disk $(($(figure spilledBytes) / mib)) MiB"
  grep -q '"status": "complete"' "$result" || fail "the result is not complete"
  grep -q -- "$expected" "$result" || fail "no $expected in the result"
  [ "$(figure peakBytes)" -le $((memory * mib / 2)) ] || fail "the ledger's bound is exceeded"
  [ -z "$(ls "$temporary")" ] || fail "temporary files are left"
}
same() { # WORDS...: the rows out are those of a run with more memory
  [ "$large" -gt 0 ] || return 0
  run "$memory" "$@" --out "$folder/small.csv"
  run "$large" "$@" --out "$folder/large.csv"
  [ "$(figure spilledBytes)" = 0 ] || fail "the groups do not fit into ${large} MB"
  cmp "$folder/small.csv" "$folder/large.csv" || fail "$*: other rows"
  rm "$folder"/*.csv
  echo "$*: the same rows with --memory ${large}m"
}

missing=$(((keys + 10) / 11)) # windows of a first row without a value
impute="cleaning.impute --columns v --strategy mean --by id"
rolling="timeseries.rolling --columns v --rows 2 --min-periods 1 --by id"
drawdowns="cleaning.derive --column price --expression v+70000 then finance.drawdowns --column price --by id"
prove "\"v\", \"DOUBLE\", $rows, 0," $impute then stats.describe --columns v
prove "\"v_mean_2\", \"DOUBLE\", $((rows - missing)), $missing," $rolling then stats.describe --columns v_mean_2
prove "\"depth\", \"DOUBLE\"" $drawdowns then stats.describe --columns depth
same $impute
same $rolling
same $drawdowns
