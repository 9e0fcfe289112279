"""Rows of airquality.csv as scikit-learn's SimpleImputer fills them; run after impute.R.

Run:  python3 -m venv target/v && target/v/bin/pip install scikit-learn pandas && target/v/bin/python etc/oracles/cleaning/impute.py
Writes airquality-<strategy>.csv: all cells of all rows, one file a strategy.
"""
import pathlib, numpy, pandas, sklearn
from sklearn.impute import SimpleImputer

where = pathlib.Path(__file__).parents[3] / "domain-cleaning/src/test/resources/dev/weir/domain/cleaning"
data = pandas.read_csv(where / "airquality.csv")
for ours, theirs in [("mean", "mean"), ("median", "median"), ("most-frequent", "most_frequent")]:
    filled = SimpleImputer(strategy=theirs).fit_transform(data.astype(float))
    lines = [f"# scikit-learn {sklearn.__version__}, etc/oracles/cleaning/impute.py", ",".join(data.columns)]
    lines += [",".join(repr(float(v)) for v in row) for row in filled]
    (where / f"airquality-{ours}.csv").write_text("\n".join(lines) + "\n")
