"""Sums of squares of scikit-learn's KMeans for the cases of kmeans.tsv (made by kmeans.R).

Run: python3 etc/oracles/ml/kmeans.py (Debian: python3-sklearn)
"""
import pathlib
import numpy
import sklearn
from sklearn.cluster import KMeans

out = pathlib.Path("domain-ml/src/test/resources/dev/weir/domain/ml")


def table(name):
    lines = (out / f"{name}.csv").read_text().splitlines()[1:]
    return numpy.array([[float(c) for c in line.split(",") if c[:1].isdigit()] for line in lines])


lines = [f"# scikit-learn {sklearn.__version__}, etc/oracles/ml/kmeans.py: data, k, standardized, inertia"]
for line in (out / "kmeans.tsv").read_text().splitlines()[1:]:
    name, k, standardized = line.split("\t")[:3]
    x = table(name)
    if standardized == "TRUE":
        x = (x - x.mean(0)) / x.std(0, ddof=1)
    fit = KMeans(int(k), n_init=200, tol=0, algorithm="lloyd", random_state=1).fit(x)
    lines.append(f"{name}\t{k}\t{standardized}\t{float(fit.inertia_)!r}")
(out / "kmeans-sklearn.tsv").write_text("\n".join(lines) + "\n")
