"""Steps of the calendar by pandas.

Run:  python3 etc/oracles/timeseries/resample.py      (Debian: python3-pandas)
Writes resample.txt: the data, then for each step and statistic the starts of the steps that hold a row and the
figures; "nan" is a missing cell.
"""
import pathlib, random, numpy, pandas

where = pathlib.Path(__file__).parents[3] / "domain-timeseries/src/test/resources/dev/weir/domain/timeseries"
draw = random.Random(21)
n = 300
minutes = sorted(draw.randrange(60 * 24 * 500) if draw.random() < 0.5 else draw.randrange(3000) for _ in range(n))
times = pandas.to_datetime("2023-11-27T03:10") + pandas.to_timedelta(minutes, unit="m")
cells = [numpy.nan if draw.random() < 0.125 else round(draw.gauss(50, 10), 2) for _ in range(n)]
series = pandas.Series(cells, index=times)

def line(values):
    return " ".join("nan" if numpy.isnan(v) else repr(float(v)) for v in values)

def whole(values):
    return " ".join(str(int(v)) for v in values)

lines = [f"# pandas {pandas.__version__}, python3 etc/oracles/timeseries/resample.py",
         "# times in microseconds / values / then: step, statistic / starts / figures",
         whole(times.astype("int64") // 1000), line(cells)]
steps = [("15m", "15min"), ("7h", "7H"), ("1d", "1D"), ("3d", "3D"), ("1w", "W-MON"), ("1mo", "MS"), ("1q", "QS"),
         ("1y", "YS")]
for ours, theirs in steps:
    bins = series.resample(theirs, closed="left", label="left", origin="epoch")
    held = bins.size() > 0
    for ours_name, values in [("count", bins.count()), ("sum", bins.sum(min_count=1)), ("mean", bins.mean()),
                              ("sd", bins.std()), ("min", bins.min()), ("max", bins.max()), ("first", bins.first()),
                              ("last", bins.last())]:
        kept = values[held]
        lines += [f"{ours} {ours_name}", whole(kept.index.astype("int64") // 1000), line(kept)]
(where / "resample.txt").write_text("\n".join(lines) + "\n")
