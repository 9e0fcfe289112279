"""Rolling figures of pandas, over rows and over time.

Run:  python3 etc/oracles/timeseries/rolling.py      (Debian: python3-pandas)
Writes rolling.txt: the data, then one line a figure; "nan" is a missing cell.
"""
import pathlib, random, numpy, pandas

where = pathlib.Path(__file__).parents[3] / "domain-timeseries/src/test/resources/dev/weir/domain/timeseries"
draw = random.Random(20)
n = 240
# Hours with gaps and ties; about one value in eight is missing.
hours = sorted(draw.randrange(400) for _ in range(n))
times = pandas.to_datetime("2024-02-20") + pandas.to_timedelta(hours, unit="h")
cells = [numpy.nan if draw.random() < 0.125 else round(draw.gauss(50, 10), 2) for _ in range(n)]
series = pandas.Series(cells, index=times)
micros = times.astype("int64") // 1000

def line(values):
    return " ".join("nan" if numpy.isnan(v) else repr(float(v)) for v in values)

def figures(rolling):
    return [("count", rolling.count()), ("sum", rolling.sum()), ("mean", rolling.mean()), ("sd", rolling.std()),
            ("min", rolling.min()), ("max", rolling.max()), ("median", rolling.median())]

lines = [f"# pandas {pandas.__version__}, python3 etc/oracles/timeseries/rolling.py",
         "# times in microseconds / values / then: window, least values, statistic / figures",
         " ".join(str(m) for m in micros), line(cells)]
for rows, least in [(7, None), (7, 1), (1, None), (30, 20), (500, 3)]:
    for name, values in figures(series.rolling(rows, min_periods=least)):
        # pandas counts with min_periods too: ours is always there.
        if name == "count":
            values = series.rolling(rows, min_periods=0).count()
        lines += [f"{rows} {least or rows} {name}", line(values)]
for duration, least in [("6h", 1), ("2d", 1), ("36h", 8)]:
    for name, values in figures(series.rolling(duration, min_periods=least)):
        if name == "count":
            values = series.rolling(duration, min_periods=0).count()
        lines += [f"{duration} {least} {name}", line(values)]
where.mkdir(parents=True, exist_ok=True)
(where / "rolling.txt").write_text("\n".join(lines) + "\n")
