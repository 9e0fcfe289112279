# Part of `run`: tools with large states beside what others take for the same, each command once, with its peak memory.
rows=${2:-50000000}
python=${PYTHON:-python3}
data=$work/keys-$rows.parquet
if [ ! -f "$data" ]; then
  echo "benchmarks/run: making $data" >&2
  "$WEIR" query "$diamonds" "SELECT (hash(i) % 1000)::INTEGER AS few, (hash(i + 3) % 10000000)::INTEGER AS many,
    (hash(i + 5) % 1000003)::DOUBLE / 1000 AS x, ln(1 + (hash(i + 7) % 999983)::DOUBLE) AS y FROM range($rows) r(i)" \
    --out "$data" --quiet --memory 1g >&2
fi
log=$(mktemp -d)
trap 'rm -rf "$log"' EXIT

line() { # NAME COMMAND…: runs it and prints a row of the table
  local name=$1
  shift
  if /usr/bin/time -o "$log/time" -f '%e %U %S %M' -- "$@" >"$log/out" 2>&1; then
    awk -v n="$name" '{printf "| %s | %.1f | %.1f | %.0f |\n", n, $1, $2 + $3, $4 / 1024}' "$log/time"
  else
    echo "| $name | failed: $(tail -n 1 "$log/out") | | |"
  fi
}

passes() { # MEMORY: seconds of k-means by scans
  "$WEIR" run "$data" ml.kmeans --k 8 --features x,y --max-passes 4 --tolerance 0 --seed 1 --memory 1g --json "$log/k.json" --quiet >/dev/null 2>&1
  awk 'match($0, /"seconds": *[0-9.]+/) {s = substr($0, RSTART + 10, RLENGTH - 10)} match($0, /"scans": *[0-9]+/) {k = substr($0, RSTART + 8, RLENGTH - 8)}
    {gsub(/[^0-9.]/, "", s); gsub(/[^0-9]/, "", k)} END {printf "k-means by Weir: %d scans in %.1f s, %.2f s a scan\n", k, s, s / k}' "$log/k.json"
}

echo "$(date -u +%Y-%m-%d), $(nproc) cores, $("$WEIR" --version), $rows rows; load average now $(cut -d' ' -f1 /proc/loadavg)"
echo
echo "| command | seconds | CPU seconds | peak MB |"
echo "|---|---:|---:|---:|"
for key in few many; do
  count=$([ "$key" = few ] && echo '10^3' || echo '10^7')
  line "DuckDB, GROUP BY of $count keys, ten most frequent, 2 GB" "${duckdb[@]}" 2GB "$data" \
    "SELECT $key, count(*) AS n FROM t GROUP BY $key ORDER BY n DESC, $key LIMIT 10"
  for memory in 2g 128m; do
    line "stats.frequencies of $count keys, --top 10, --memory $memory" "$WEIR" run "$data" stats.frequencies --columns "$key" --top 10 \
      --memory "$memory" --disk 20g --quiet
  done
done
line "ml.kmeans, k = 8, two features, 4 rounds" "$WEIR" run "$data" ml.kmeans --k 8 --features x,y --max-passes 4 --tolerance 0 --memory 1g --quiet
echo
passes
if "$python" -c 'import sklearn' 2>/dev/null; then
  "$python" - "$rows" <<'PY'
import sys, time
import numpy, sklearn
from sklearn.cluster import MiniBatchKMeans
n = int(sys.argv[1])
rng = numpy.random.default_rng(1)
x = numpy.column_stack([rng.random(n) * 1000, numpy.log1p(rng.random(n) * 999983)])
model = MiniBatchKMeans(n_clusters=8, random_state=1, n_init=1)
begin = time.time()
for i in range(0, n, 1 << 18):
    model.partial_fit(x[i : i + (1 << 18)])
print(f"scikit-learn {sklearn.__version__}, MiniBatchKMeans.partial_fit over the same number of rows in memory: {time.time() - begin:.2f} s a pass")
PY
else
  echo "scikit-learn: not there ($python), left out"
fi
