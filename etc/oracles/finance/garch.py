"""Reference vectors for finance.garch with exact errors, by NumPy and SciPy:

    python3 etc/oracles/finance/garch.py domain-finance/src/test/resources/dev/weir/domain/finance

The likelihood is that of fGarch (before the first return, squares and variances are the mean square of all residuals),
written anew; first derivatives come from complex steps, second ones from central differences of those, the greatest
likelihood from Newton's method started at the figures of garch-r.txt.
"""
import os
import platform
import sys

import numpy as np
import scipy
from scipy.signal import lfilter
from scipy.stats import norm

directory = sys.argv[1]


def terms(theta, x):
    """Log-likelihood of each return; theta is mu (if it is estimated), omega, alpha, beta."""
    mu, omega, alpha, beta = theta if len(theta) == 4 else (0, *theta)
    square = (x - mu) ** 2
    first = square.mean()
    before = np.concatenate(([first], square[:-1]))
    h, _ = lfilter([1], [1, -beta], omega + alpha * before, zi=[beta * first])
    return -0.5 * (np.log(2 * np.pi) + np.log(h) + square / h)


def scores(theta, x):
    step = 1e-30
    columns = []
    for i in range(len(theta)):
        moved = np.array(theta, dtype=complex)
        moved[i] += 1j * step
        columns.append(terms(moved, x).imag / step)
    return np.stack(columns, axis=1)


def hessian(theta, x):
    k = len(theta)
    h = np.empty((k, k))
    for i in range(k):
        step = 1e-5 * abs(theta[i])
        up, down = np.array(theta), np.array(theta)
        up[i] += step
        down[i] -= step
        h[i] = (scores(up, x).sum(axis=0) - scores(down, x).sum(axis=0)) / (2 * step)
    return (h + h.T) / 2


def fit(theta, x):
    for _ in range(30):
        theta = theta - np.linalg.solve(hessian(theta, x), scores(theta, x).sum(axis=0))
    inverse = np.linalg.inv(-hessian(theta, x))
    s = scores(theta, x)
    robust = inverse @ (s.T @ s) @ inverse
    errors = np.sqrt(np.diag(inverse)), np.sqrt(np.diag(robust))
    chances = [2 * norm.sf(np.abs(theta / error)) for error in errors]
    figures = [*theta, *errors[0], *errors[1], *chances[0], *chances[1], terms(theta, x).sum()]
    return " ".join(f"{figure:.10g}" for figure in figures)


def lines(name):
    with open(os.path.join(directory, name)) as file:
        return [line.strip() for line in file if not line.startswith("#")]


series = {"simulated": np.array([float(line) for line in lines("simulated.csv")[1:]])}
head, *rows = lines("eustockmarkets.csv")
prices = np.array([[float(cell) for cell in row.split(",")] for row in rows])
for i, name in enumerate(head.split(",")):
    series[name] = np.diff(np.log(prices[:, i]))

with open(os.path.join(directory, "garch-scipy.txt"), "w") as out:
    versions = f"Python {platform.python_version()}, NumPy {np.__version__}, SciPy {scipy.__version__}"
    print(f"# {versions}; python3 etc/oracles/finance/garch.py", file=out)
    print("# series, mean, returns / estimates / errors by the Hessian / robust errors / two-sided p by each / log-likelihood", file=out)
    for line in lines("garch-r.txt"):
        name, mean, n, *figures = line.split()
        start = np.array([float(f) for f in figures[: 4 if mean == "constant" else 3]])
        print(name, mean, n, fit(start, series[name]), file=out)
