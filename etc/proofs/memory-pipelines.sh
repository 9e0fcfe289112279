#!/usr/bin/env bash
# Runs pipelines of every kind over a file that is larger than the heap, each in a process of its own, within --memory, and checks
# answers, completeness, memory and what is left.
#
#   etc/proofs/memory-pipelines.sh [TIMES [MEMORY [NAMES [FOLDER]]]]
#
# TIMES   how many heaps of 128 MB the file's rows fill as plain columns; default 100 (13.4 GB)
# MEMORY  for --memory, in MB; default 128
# NAMES   only the pipelines whose names match this expression (of grep -E); default: all
# FOLDER  where all files are made, and removed afterwards; default: the folder for temporary files
#
# Fails after the last pipeline if one has failed. Needs the bundle.
set -euo pipefail
export WEIR_CACHE=off WEIR_AOT=off # measured is what is computed, by one process
times=${1:-100}
memory=${2:-128}
names=${3:-.}
root=$(cd "$(dirname "$0")/../.." && pwd)
weir=$root/bundle/target/weir/bin/weir
folder=$(mktemp -d "${4:-${TMPDIR:-/tmp}}/weir-proof-XXXXXX")
trap 'rm -rf "$folder"' EXIT
. "$root/etc/java25.sh"

mib=1048576
row=250
keys=$((times * 128 * mib / row / 5 + 1))
rows=$((keys * 5))
file=$folder/trades.parquet
result=$folder/result.json
export TMPDIR=$folder/tmp
mkdir "$TMPDIR"
"$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -Djava.io.tmpdir="$folder" \
  -cp "$root/bundle/target/weir/lib/duckdb_jdbc.jar" "$root/etc/proofs/Trades.java" "$file" "$rows"
echo "$rows rows, $((rows * row / mib)) MiB as plain columns, $(($(stat -c %s "$file") / mib)) MiB of Parquet"

# The bounds of docs/reliability.md, in MiB.
ledger_bound=$((memory / 2))
reading_bound=$((memory / 2 + 96 + memory * 145 / 200 + 150))
writing_bound=$((reading_bound + memory * 145 / 200))

figure() { # NAME: the last number of that name in the result
  tail -c 100000 "$result" | sed -n "s/.*\"$1\": *\([0-9.E]*\).*/\1/p" | tail -1
}
failed=0
wrong() { # WHAT
  echo "FAILED: $name: $1" >&2
  failed=1
}
# Runs the command with these words. EXPECTED is a text that stands in the result.
prove() { # NAME EXPECTED WORDS...
  local name=$1 expected=$2 ledger resident bound=$reading_bound
  shift 2
  grep -qE -- "$names" <<<"$name" || return 0
  [[ " $* " != *" --out "* ]] || bound=$writing_bound
  rm -f "$result"
  if ! "$weir" "$@" --memory "${memory}m" --json "$result" --quiet >/dev/null 2>"$folder/err"; then
    wrong "$(head -3 "$folder/err")"
    return 0
  fi
  ledger=$(($(figure peakBytes) / mib))
  resident=$(($(figure peakResidentBytes) / mib))
  printf '%-34s %7.1f s %3d scans  ledger %3d MiB  resident %3d MiB  to the disk %5d MiB\n' \
    "$name" "$(figure seconds)" "$(figure scans)" "$ledger" "$resident" $(($(figure spilledBytes) / mib))
  grep -q '"status": "complete"' "$result" || wrong "the result is not complete"
  [ "$(sed -n 's/.*"read": \([0-9]*\).*/\1/p' "$result" | head -1)" = "$rows" ] || wrong "rows are missing"
  grep -q -- "$expected" "$result" || wrong "no $expected in the result"
  [ "$ledger" -le "$ledger_bound" ] || wrong "more than $ledger_bound MiB in the ledger"
  [ "$resident" -le "$bound" ] || wrong "more than $bound MiB resident"
  [ -z "$(ls "$TMPDIR")" ] || wrong "temporary files are left: $(ls "$TMPDIR")"
}
run() { # NAME EXPECTED STEPS...
  local name=$1 expected=$2
  shift 2
  prove "$name" "$expected" run "$file" "$@"
}

missing=$(((rows + 10) / 11))
last_of_ten=$((rows / 10 + (rows % 10 > 3 ? 1 : 0)))
prove "profile" "\"numbers\"" profile "$file"
run "describe, exact" "\"amount\", \"DOUBLE\", $((rows - missing)), $missing," stats.describe --exact
run "describe by many keys" "$((keys - 1))," stats.describe --columns amount --by key
run "describe, exact, by many keys" "$((keys - 1))," stats.describe --columns amount --by key --exact
run "describe, exact, by few keys" "\"T49\"" stats.describe --columns amount,price --by ticker --exact
run "frequencies of many keys" "\"distinct\": $keys" stats.frequencies --columns key --top 20
run "frequencies of texts" "\"distinct\": $rows" stats.frequencies --columns note,id --top 20
run "deduplicate" "\"amount\", \"DOUBLE\"" cleaning.deduplicate --columns key,ticker then stats.describe --columns amount
run "impute by median" "\"amount\", \"DOUBLE\", $rows, 0," cleaning.impute --columns amount --strategy median then stats.describe --columns amount
run "impute by group" "\"amount\", \"DOUBLE\", $rows, 0," cleaning.impute --columns amount --strategy mean --by ticker then stats.describe --columns amount
run "rolling" "\"price_median_99\"" timeseries.rolling --columns price --rows 99 --statistics mean,sd,median then stats.describe
run "rolling by group" "\"price_mean_30\"" timeseries.rolling --columns price --rows 30 --by ticker then stats.describe
run "rolling, sorted by time" "\"price_max_10m\"" timeseries.rolling --columns price --time at --duration 10m --statistics mean,max then stats.describe
run "resample, sorted by time" "\"price_open\"" timeseries.resample --time at --every 1h --columns price --statistics ohlc,count then stats.describe
run "k-means" "\"converged\"" ml.kmeans --k 3 --features x,y --max-passes 5
run "k-means of a filter" "\"converged\"" cleaning.filter --where "label = 'high'" then ml.kmeans --k 4 --features x,y,price --standardize --max-passes 3
run "random forest of a sample" "\"kind\": \"classification\"" ml.random-forest --target label --features x,y,price --trees 20 --max-leaves 64
run "spatial join" "distinct\": 100" geo.spatial-join --x x --y y --areas "$folder/areas.csv" --areas-geometry shape --matches first then stats.frequencies --columns area
run "term frequencies" "\"documents\": $rows" text.term-frequencies --column note --top 50
run "hashed terms" "\"note_7\"" text.hashing-vectorizer --column note --features 8 then stats.describe
run "drawdowns" "\"depth\"" finance.drawdowns --column price --by ticker then stats.describe
run "deepest drawdown, sorted by time" "\"max-drawdown\"" finance.max-drawdown --column price --time at
run "GARCH by group" "\"T49\"" finance.garch --column change --by ticker --tolerance 0.01
run "filter, derive, rows out" "\"rows\": $last_of_ten" \
  cleaning.filter --where "id % 10 = 3" then cleaning.derive --column total --expression "price * amount" --out "$folder/out.parquet"
run "all rows out" "\"rows\": $rows" --out "$folder/out.csv"
rm -f "$folder"/out.*
echo "{input: {file: trades.parquet, query: 'SELECT key, sum(amount) AS total, count(*) AS n FROM t GROUP BY key'}, steps: [{stats.describe: {}}]}" >"$folder/grouped.yaml"
echo "{input: {file: trades.parquet, query: 'SELECT id, price, note FROM t ORDER BY note, id'}, steps: [{stats.describe: {}}]}" >"$folder/sorted.yaml"
rows=$keys prove "query that groups" "\"total\", \"DOUBLE\"" run "$folder/grouped.yaml"
prove "query that sorts" "\"price\", \"DOUBLE\"" run "$folder/sorted.yaml"
exit "$failed"
