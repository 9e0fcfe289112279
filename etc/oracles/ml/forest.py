"""Errors of scikit-learn's random forests on R's iris (classes) and quakes (numbers): out of bag over all rows, and on every third row after
learning from the others.

Run: Rscript etc/oracles/ml/forest.R, then python3 etc/oracles/ml/forest.py (Debian: python3-sklearn)
"""
import csv
import pathlib
import numpy
import sklearn
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor

out = pathlib.Path("domain-ml/src/test/resources/dev/weir/domain/ml")
lines = [f"# scikit-learn {sklearn.__version__}, etc/oracles/ml/forest.py: data, out-of-bag error, error on every third row (means of 5 seeds)"]
for name, target in (("iris", "species"), ("quakes", "stations")):
    rows = list(csv.DictReader(open(out / f"{name}.csv")))
    features = [c for c in rows[0] if c != target]
    x = numpy.array([[float(r[c]) for c in features] for r in rows])
    y = numpy.array([r[target] if name == "iris" else float(r[target]) for r in rows])
    test = numpy.arange(len(y)) % 3 == 2
    bag, apart = [], []
    for seed in range(5):
        if name == "iris":
            make = lambda: RandomForestClassifier(300, max_features=2, oob_score=True, random_state=seed)
            bag.append(1 - make().fit(x, y).oob_score_)
            apart.append(float(numpy.mean(make().fit(x[~test], y[~test]).predict(x[test]) != y[test])))
        else:
            make = lambda: RandomForestRegressor(300, max_features=1, min_samples_leaf=5, oob_score=True, random_state=seed)
            bag.append(float(numpy.mean((make().fit(x, y).oob_prediction_ - y) ** 2)))
            apart.append(float(numpy.mean((make().fit(x[~test], y[~test]).predict(x[test]) - y[test]) ** 2)))
    lines.append(f"{name}\t{numpy.mean(bag)!r}\t{numpy.mean(apart)!r}")
(out / "forest.tsv").write_text("\n".join(lines) + "\n")
