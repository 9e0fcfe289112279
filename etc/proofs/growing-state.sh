#!/usr/bin/env bash
# Counts keys, drops equal rows and describes groups that do not fit into memory, and checks answers, memory and what is left.
#
#   etc/proofs/growing-state.sh [KEYS [MEMORY [FOLDER]]]
#
# KEYS    distinct keys; each has one row, and each tenth key two; default 10000000
# MEMORY  for --memory, in MB; default 128
# FOLDER  where the file and all temporary files are made, and removed afterwards; default: the folder for temporary files
#
# Fails if an answer is wrong, the ledger's bound is exceeded or a file is left. Needs the bundle.
set -euo pipefail
export WEIR_CACHE=off # measured is what is computed
keys=${1:-10000000}
memory=${2:-128}
root=$(cd "$(dirname "$0")/../.." && pwd)
bundle=$root/bundle/target/weir
folder=$(mktemp -d "${3:-${TMPDIR:-/tmp}}/weir-proof-XXXXXX")
trap 'rm -rf "$folder"' EXIT
. "$root/etc/java25.sh"

mib=1048576
rows=$((keys + keys / 10))
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
prove() { # ROWS WORDS...: runs a tool, whose first table must have that many rows
  local expected=$1
  shift
  TMPDIR=$temporary "$bundle/bin/weir" run "$file" "$@" --memory "${memory}m" --json "$result" --quiet >/dev/null
  local lines
  lines=$(grep -c '^ *\[.*\],\{0,1\}$' "$result" || true)
  echo "$*: $lines rows, seconds $(figure seconds), ledger peak $(($(figure peakBytes) / mib)) MiB," \
    "resident peak $(($(figure peakResidentBytes) / mib)) MiB, to the disk $(($(figure spilledBytes) / mib)) MiB"
  grep -q '"status": "complete"' "$result" || fail "the result is not complete"
  [ "$lines" -ge "$expected" ] || fail "$expected rows were expected"
  [ "$(figure peakBytes)" -le $((memory * mib / 2)) ] || fail "the ledger's bound is exceeded"
  [ -z "$(find "$temporary" -name 'weir-run-*')" ] || fail "temporary files are left"
}

prove "$keys" stats.frequencies --columns name --top 0
[ "$(figure distinct)" = "$keys" ] || fail "$(figure distinct) distinct keys"
prove "$keys" stats.describe --columns v --by id
prove 0 cleaning.deduplicate --columns id,name
