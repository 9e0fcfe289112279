#!/usr/bin/env bash
# Kills runs with SIGKILL at random moments, takes them up by `weir resume`, kills some of them again, and compares the result
# with that of a run that was never stopped.
#
#   etc/proofs/kill-and-resume.sh [KILLS [ROWS [BLOCKS [SEED [KINDS [FOLDER]]]]]]
#
# KILLS   killed runs of each of the five kinds of pipelines; default 50
# ROWS    rows of the input; default 1000000
# BLOCKS  blocks that these are cut into, with a checkpoint after each; default 25
# SEED    of the moments; default 1
# KINDS   only the kinds of pipelines whose names match this expression (of grep -E); default: all
# FOLDER  where all files are made, and removed afterwards; default: the folder for temporary files
#
# Fails if a result or a file of rows differs in a byte (metrics apart), if more than one interval was read again, or if
# anything is left. Needs the bundle.
set -euo pipefail
kills=${1:-50}
rows=${2:-1000000}
blocks=${3:-25}
RANDOM=${4:-1}
root=$(cd "$(dirname "$0")/../.." && pwd)
bundle=$root/bundle/target/weir
kinds=${5:-.}
folder=$(mktemp -d "${6:-${TMPDIR:-/tmp}}/weir-proof-XXXXXX")
trap 'rm -rf "$folder"' EXIT
. "$root/etc/java25.sh"

block=$((rows / blocks))
export TMPDIR=$folder/tmp
mkdir "$TMPDIR"
input=$folder/keys.parquet
"$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -Djava.io.tmpdir="$folder" \
  -cp "$bundle/lib/duckdb_jdbc.jar" "$root/etc/proofs/Keys.java" "$input" "$rows" $((rows * 10 / 11))

fail() {
  echo "FAILED: $1" >&2
  exit 1
}
figure() { # FILE NAME: the number of that name
  sed -n "s/.*\"$2\": *\([0-9.E]*\).*/\1/p" "$1" | tail -1
}
newest() { # the number of the newest checkpoint, or -1
  local file last=-1
  for file in "$folder"/checkpoints/checkpoint-*.weir; do
    [ -e "$file" ] || continue
    file=${file##*checkpoint-}
    last=$((10#${file%.weir}))
  done
  echo "$last"
}
pause() { # up to 40 ms
  sleep "0.0$((RANDOM % 40 + 10))"
}
# Starts a command, and kills it some time after the checkpoint of that number is there.
killed() { # NUMBER COMMAND...
  local number=$1
  shift
  "$@" >/dev/null 2>"$folder/err" &
  local process=$!
  while [ "$(newest)" -lt "$number" ] && kill -0 "$process" 2>/dev/null; do
    sleep 0.003
  done
  pause
  kill -9 "$process" 2>/dev/null || true
  { wait "$process"; } 2>/dev/null || true
}

survives() { # KIND STEPS...
  local kind=$1 out=()
  shift
  grep -qE -- "$kinds" <<<"$kind" || return 0
  local words=("$bundle/bin/weir" run "$input" "$@" --threads 2 --quiet --json "$folder/result.json"
    --block-rows "$block" --chunk-bytes 64k --checkpoint "$folder/checkpoints" --checkpoint-every 0s)
  [[ " $* " == *" --out "* ]] && out=("$folder/rows.parquet")
  rm -rf "$folder/checkpoints"
  "${words[@]}" >/dev/null || fail "$kind: the run itself"
  cp "$folder/result.json" "$folder/expected.json"
  [ ${#out[@]} -eq 0 ] || cp "${out[0]}" "$folder/expected.parquet"
  local total checkpoints scans of_block again=0
  total=$(figure "$folder/expected.json" rowsRead)
  checkpoints=$(figure "$folder/expected.json" checkpoints)
  scans=$(figure "$folder/expected.json" scans)
  of_block=$((total / scans / blocks)) # fewer than it has where a condition is left to the source
  for ((k = 1; k <= kills; k++)); do
    rm -rf "$folder/checkpoints" "$folder/result.json" "$folder/rows.parquet"
    killed $((1 + RANDOM % checkpoints)) "${words[@]}"
    if [ $((RANDOM % 3)) -eq 0 ] && [ "$(newest)" -ge 0 ]; then
      killed $(($(newest) + 1 + RANDOM % 3)) "$bundle/bin/weir" resume "$folder/checkpoints" --quiet
      again=$((again + 1))
    fi
    local number
    number=$(newest)
    if [ "$number" -ge 0 ]; then
      "$bundle/bin/weir" resume "$folder/checkpoints" --quiet >/dev/null || fail "$kind: resume after kill $k"
      # A checkpoint stands for a block, but for the first of each process and those at the borders of scans.
      local read bound
      read=$(figure "$folder/result.json" rowsRead)
      bound=$((total - (number - 2 - 2 * scans) * of_block))
      [ "$read" -le "$bound" ] || fail "$kind: $read rows were read after checkpoint $number of $checkpoints, not $bound"
      [ "$(ls "$folder/checkpoints")" = lock ] || fail "$kind: files are left in the folder of checkpoints"
    fi
    cmp <(sed '/"metrics"/,$d' "$folder/expected.json") <(sed '/"metrics"/,$d' "$folder/result.json") ||
      fail "$kind: another result after kill $k"
    [ ${#out[@]} -eq 0 ] || cmp "$folder/expected.parquet" "${out[0]}" || fail "$kind: other rows after kill $k"
  done
  echo "$kind: $kills runs killed, $again of them twice; $checkpoints checkpoints a run; $total rows a whole run"
}

survives "one pass" stats.describe then stats.frequencies --columns name --top 5
survives "several passes" cleaning.impute --columns v --strategy median then stats.describe --exact
survives "in order" cleaning.deduplicate --columns id,name then timeseries.rolling --columns v --rows 9 then stats.describe
survives "spilling" stats.describe --columns v --by id then stats.frequencies --columns name --top 0 --memory 64m
survives "rows out" cleaning.filter --where "v > -60000" then timeseries.rolling --columns v --rows 3 --out "$folder/rows.parquet"
[ -z "$(find "$TMPDIR" -name 'weir-run-*')" ] || fail "temporary files are left"
