"""Skewness and excess kurtosis from SciPy for the data sets that describe.R wrote."""

import sys

import numpy
import scipy
import scipy.stats

TARGET = "domain-stats/src/test/resources/dev/weir/domain/stats/"

with open(TARGET + "describe-r.txt") as source:
    lines = [line.rstrip("\n") for line in source if not line.startswith("#")]
with open(TARGET + "describe-scipy.txt", "w") as target:
    target.write(
        f"# SciPy {scipy.__version__}, NumPy {numpy.__version__}, Python {sys.version.split()[0]};"
        " python etc/oracles/stats/describe.py\n# name / skew(bias=True) kurtosis(bias=True)\n"
    )
    for i in range(0, len(lines), 7):
        x = numpy.array([float(v) for v in lines[i + 1].split() if v != "NA"])
        target.write(f"{lines[i]}\n{scipy.stats.skew(x):.17g} {scipy.stats.kurtosis(x):.17g}\n")
