"""Upper tails of the standard normal distribution, to 17 digits, by mpmath:

    python3 etc/oracles/numerics/normal.py framework-numerics/src/test/resources/dev/weir/numerics/normal.txt
"""
import platform
import sys

import mpmath

mpmath.mp.dps = 60
with open(sys.argv[1], "w") as out:
    print(f"# Python {platform.python_version()}, mpmath {mpmath.__version__}; python3 etc/oracles/numerics/normal.py", file=out)
    print("# z, Q(z)", file=out)
    for z in [*(i / 8 for i in range(-48, 80)), 2.8284271247461898, 2.8284271247461907, 12.3, 20, 30.7, 37, -9.9]:
        tail = mpmath.erfc(mpmath.mpf(z) / mpmath.sqrt(2)) / 2
        print(repr(float(z)), mpmath.nstr(tail, 17), file=out)
