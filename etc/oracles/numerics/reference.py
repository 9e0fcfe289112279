"""Skewness, kurtosis, exact sums and XXH64 from SciPy, math.fsum and python-xxhash."""

import fractions
import math
import sys

import numpy
import scipy
import scipy.stats
import xxhash

TARGET = "framework-numerics/src/test/resources/dev/weir/numerics/"


def exact_moments(x):
    """Mean, sample variance, g1, g2, G1, G2 in rational arithmetic, rounded at the end."""
    v = [fractions.Fraction(float(a)) for a in x]
    n = len(v)
    mean = sum(v) / n
    m2, m3, m4 = (sum((a - mean) ** p for a in v) / n for p in (2, 3, 4))
    # 200 bits for the one irrational step
    root = fractions.Fraction(math.isqrt(int(m2 * 2**400)), 2**200)
    g1, g2 = m3 / (m2 * root), m4 / m2**2 - 3
    adjust = fractions.Fraction(math.isqrt(n * (n - 1) * 2**400), 2**200)
    big1 = g1 * adjust / (n - 2)
    big2 = ((n + 1) * g2 + 6) * (n - 1) / fractions.Fraction((n - 2) * (n - 3))
    return [mean, m2 * n / (n - 1), g1, g2, big1, big2]


def numbers(xs):
    return " ".join(repr(float(x)) for x in xs)


random = numpy.random.Generator(numpy.random.PCG64(20260101))
sets = {
    "normal": random.normal(100, 15, 300),
    "lognormal": random.lognormal(0, 1, 300),
    "uniform": random.uniform(-1, 1, 100),
    "far": 1e6 + random.exponential(1, 200),
    "bernoulli": random.integers(0, 2, 50).astype(float),
    "four": numpy.array([1.0, 2.0, 4.0, 8.0]),
}
with open(TARGET + "moments.txt", "w") as out:
    print(f"# Rational arithmetic, compared with SciPy {scipy.__version__}, NumPy {numpy.__version__}; Python {sys.version.split()[0]}; "
          "etc/oracles/numerics/reference.py", file=out)
    print("# name / values / mean var(ddof=1) skew kurtosis skew(bias=False) kurtosis(bias=False)", file=out)
    for name, x in sets.items():
        print(name, file=out)
        print(numbers(x), file=out)
        by_scipy = [x.mean(), x.var(ddof=1), scipy.stats.skew(x), scipy.stats.kurtosis(x),
                    scipy.stats.skew(x, bias=False), scipy.stats.kurtosis(x, bias=False)]
        by_fractions = exact_moments(x)
        # SciPy keeps only 9 digits of "far", whose mean is 10^6 standard deviations.
        assert numpy.allclose(by_scipy, [float(f) for f in by_fractions], rtol=1e-8, atol=1e-12), name
        print(numbers(by_fractions), file=out)

with open(TARGET + "fsum.txt", "w") as out:
    print(f"# math.fsum, Python {sys.version.split()[0]}; etc/oracles/numerics/reference.py", file=out)
    print("# values / sum", file=out)
    for size in (1, 2, 3, 10, 50):
        for spread in (1, 20, 300):
            x = random.normal(0, 1, size) * 2.0 ** random.integers(-spread, spread, size)
            for y in (x, numpy.concatenate([x, -x[: size // 2]]), numpy.concatenate([x, -x])):
                y = random.permutation(y)
                print(numbers(y), file=out)
                print(repr(math.fsum(y)), file=out)

with open(TARGET + "xxh64.txt", "w") as out:
    print(f"# xxHash {xxhash.XXHASH_VERSION} through python-xxhash {xxhash.VERSION}; bytes are (7 i + 1) mod 256; "
          "etc/oracles/numerics/reference.py", file=out)
    print("# length seed hash", file=out)
    for length in list(range(0, 101)) + [1000]:
        for seed in (0, 1, 0x9E3779B97F4A7C15):
            data = bytes((7 * i + 1) % 256 for i in range(length))
            print(length, f"{seed:016x}", f"{xxhash.xxh64_intdigest(data, seed):016x}", file=out)
