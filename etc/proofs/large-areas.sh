#!/usr/bin/env bash
# Joins points with areas that do not fit into memory, of which it is known which is whose, and checks answers, memory and what is
# left.
#
#   etc/proofs/large-areas.sh [AREAS [POINTS [MEMORY [FOLDER]]]]
#
# AREAS   areas of 20 corners; default 2000000, 11 GB with their index and 0.8 GB on the disk
# POINTS  default 1000000
# MEMORY  for --memory, in MB; default 128
# FOLDER  where the files and all temporary files are made, and removed afterwards; default: the folder for temporary files
#
# Fails if an answer is wrong, a bound of memory is exceeded or a file is left. Needs the bundle.
set -euo pipefail
export WEIR_CACHE=off WEIR_AOT=off # measured is what is computed, by one process
areas=${1:-2000000}
points=${2:-1000000}
memory=${3:-128}
root=$(cd "$(dirname "$0")/../.." && pwd)
bundle=$root/bundle/target/weir
folder=$(mktemp -d "${4:-${TMPDIR:-/tmp}}/weir-proof-XXXXXX")
trap 'rm -rf "$folder"' EXIT
. "$root/etc/java25.sh"

mib=1048576
result=$folder/result.json
temporary=$folder/tmp
mkdir "$temporary"
"$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -Djava.io.tmpdir="$folder" \
  -cp "$bundle/lib/duckdb_jdbc.jar" "$root/etc/proofs/Areas.java" "$folder" "$areas" 20 "$points"

fail() {
  echo "FAILED: $1" >&2
  exit 1
}
figure() { # NAME: the last number of that name in the result
  tail -c 100000 "$result" | sed -n "s/.*\"$1\": *\([0-9.E]*\).*/\1/p" | tail -1
}
rows_after() { # TOOL: how many rows it gave on
  sed -n "s/.*\"tool\": \"$1\", \"rows\": \([0-9]*\).*/\1/p" "$result"
}
prove() { # ROWS WORDS...: the join must give that many rows, all of them with the area that is known
  local expected=$1
  shift
  TMPDIR=$temporary "$bundle/bin/weir" run "$folder/points.parquet" geo.spatial-join --x x --y y --areas "$folder/areas.parquet" \
    --areas-geometry wkt --keep cell,name --prefix area_ "$@" then cleaning.filter --where "area_cell = cell" \
    --memory "${memory}m" --json "$result" --quiet >/dev/null
  echo "$*: $(rows_after geo.spatial-join) rows, seconds $(figure seconds), ledger peak $(($(figure peakBytes) / mib)) MiB," \
    "resident peak $(($(figure peakResidentBytes) / mib)) MiB, to the disk $(($(figure spilledBytes) / mib)) MiB"
  grep -q '"status": "complete"' "$result" || fail "the result is not complete"
  [ "$(rows_after geo.spatial-join)" = "$expected" ] || fail "$expected rows were expected"
  [ "$(rows_after cleaning.filter)" = "$expected" ] || fail "points lie in other areas than those known"
  [ "$(figure peakBytes)" -le $((memory * mib / 2)) ] || fail "the ledger's bound is exceeded"
  [ "$(figure peakResidentBytes)" -le $(((memory / 2 + 96 + memory * 145 / 200 + 150) * mib)) ] || fail "the bound of the process is exceeded"
  [ "$(figure spilledBytes)" -ge $((areas * 340)) ] || fail "the areas were not on the disk"
  [ -z "$(find "$temporary" -name 'weir-run-*')" ] || fail "temporary files are left"
}

[ $((areas * (21 * 250 + 300))) -gt $((memory * mib / 2)) ] || fail "so few areas fit into memory"
inside=$((points / 45 * 40 + (points % 45 < 40 ? points % 45 : 40)))
prove "$inside" --predicate intersects
prove "$points" --predicate nearest
