#!/usr/bin/env bash
# Lets runs fill a small disk of their own, a tmpfs, in every place in which they write, and checks that each ends as documented,
# names what, where and the cure, and leaves nothing behind.
#
#   etc/proofs/no-space.sh [ROWS [NAMES [FOLDER]]]
#
# ROWS    rows of the input, three columns; default 3000000
# NAMES   only the cases whose names match this expression (of grep -E); default: all
# FOLDER  where the input is made, and removed afterwards; default: the folder for temporary files
#
# Needs the bundle and a Linux that lets its user mount a tmpfs in a namespace of its own (util-linux's `unshare -rm`, no root).
set -euo pipefail
if [ "${WEIR_NO_SPACE:-}" != inside ]; then
  WEIR_NO_SPACE=inside exec unshare -rm "$0" "$@"
fi
export WEIR_AOT=off # it would be made in the background, in TMPDIR
rows=${1:-3000000}
names=${2:-.}
root=$(cd "$(dirname "$0")/../.." && pwd)
bundle=$root/bundle/target/weir
folder=$(mktemp -d "${3:-${TMPDIR:-/tmp}}/weir-proof-XXXXXX")
small=$folder/small
mkdir "$small" "$folder/tmp"
trap 'umount -q "$small" || true; rm -rf "$folder"' EXIT
. "$root/etc/java25.sh"
keys=$folder/keys.parquet
"$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -Djava.io.tmpdir="$folder" \
  -cp "$bundle/lib/duckdb_jdbc.jar" "$root/etc/proofs/Keys.java" "$keys" "$rows" "$rows"

failed=0
# Runs the command with a new empty tmpfs of that size, and looks at how it ends. LEFT are the files that stay there.
ends() { # NAME MEGABYTES CODE MESSAGE LEFT WORDS...
  local name=$1 size=$2 code=$3 message=$4 left=$5 ended=0 found
  shift 5
  grep -qE -- "$names" <<<"$name" || return 0
  mount -t tmpfs -o "size=$(awk "BEGIN { print int($size * 1024) }")k" tmpfs "$small"
  (cd "$small" && TMPDIR=${temporary:-$folder/tmp} WEIR_CACHE=${cache:-off} "$bundle/bin/weir" "$@" >"${out:-/dev/null}" 2>"$folder/err") || ended=$?
  found=$(cd "$small" && find . -type f ! -name lock | sort | tr '\n' ' ')
  printf '%-40s exit %d: %s\n' "$name" "$ended" "$(head -c 300 "$folder/err")"
  [ "$ended" = "$code" ] || { echo "FAILED: $name: exit code $code was expected" >&2; failed=1; }
  grep -q -- "$message" "$folder/err" || { echo "FAILED: $name: no '$message'" >&2; failed=1; }
  grep -qE "$left" <<<"$found" || { echo "FAILED: $name: left are: $found" >&2; failed=1; }
  [ -z "$(ls "$folder/tmp")" ] || { echo "FAILED: $name: temporary files are left" >&2; failed=1; }
  umount "$small"
}
nothing='^$'

# The last 64 MiB of a disk are left to others: keys and groups do not even begin to write to it.
temporary=$small ends "TMPDIR, keys" 64 5 "TMPDIR" "$nothing" run "$keys" stats.frequencies --columns name --top 0 --memory 64m --quiet
temporary=$small ends "TMPDIR, keys, half way" 128 5 "TMPDIR" "$nothing" run "$keys" stats.frequencies --columns name --top 0 --memory 64m --quiet
temporary=$small ends "TMPDIR, groups" 128 5 "TMPDIR" "$nothing" run "$keys" stats.describe --columns v --by id --memory 64m --quiet
temporary=$small ends "TMPDIR, sorting by DuckDB" 16 5 "TMPDIR" "$nothing" query "$keys" "SELECT * FROM t ORDER BY name" --memory 64m --quiet
temporary=$small ends "TMPDIR, grouping by DuckDB" 16 5 "TMPDIR" "$nothing" query "$keys" "SELECT name, count(*) FROM t GROUP BY name" --memory 64m --quiet
temporary=$small ends "TMPDIR, rows in order of a column" 16 5 "TMPDIR" "$nothing" run "$keys" finance.max-drawdown --column id --time id --error-budget 9 --memory 64m --quiet
temporary=$small ends "TMPDIR, rows out" 16 5 "out.csv.*TMPDIR" "$nothing" run "$keys" --out "$folder/out.csv" --memory 128m --quiet
ends "--out Parquet" 16 5 "out.parquet" "$nothing" run "$keys" --out out.parquet --quiet
ends "--out CSV" 64 5 "out.csv" "$nothing" run "$keys" --out out.csv --quiet
ends "query --out" 64 5 "out.csv" "$nothing" query "$keys" "SELECT * FROM t" --out out.csv --quiet
ends "--json" 64 5 "result.json" "$nothing" run "$keys" stats.frequencies --columns name --top 0 --json result.json --quiet
ends "query --json" 64 5 "result.json" "$nothing" query "$keys" "SELECT * FROM t" --json result.json --quiet
ends "--rejects" 8 5 "rejects.csv" "$nothing" run "$keys" cleaning.filter --where "id < 300000" then finance.drawdowns --column v --error-budget 100% --rejects rejects.csv --quiet
ends "--checkpoint, state" 8 0 "the disk is full" "$nothing" \
  run "$keys" stats.frequencies --columns name --checkpoint saved --checkpoint-every 0s --block-rows 500000
ends "--checkpoint, rows out" 32 5 "saved" "saved/run.yaml" \
  run "$keys" cleaning.filter --where "id > 0" --out "$folder/out.parquet" --checkpoint saved --checkpoint-every 0s --block-rows 500000 --quiet
ends "--snapshots" 0.004 5 "early.jsonl" "early.jsonl" run "$keys" stats.describe --top 100 --bins 200 --snapshots early.jsonl --snapshot-every 1ms
cache=$small ends "the cache" 1 0 "cache" "$nothing" run "$keys" stats.frequencies --columns name --top 60000
out=/dev/full ends "standard output" 1 5 "standard output" "$nothing" query "$keys" "SELECT * FROM t" --quiet
exit "$failed"
