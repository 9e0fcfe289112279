"""Returns for finance.garch, simulated:

    python3 etc/oracles/finance/simulate.py domain-finance/src/test/resources/dev/weir/domain/finance

A GARCH(1,1) process whose innovations have Student's t with 6 degrees of freedom, of variance 1: not normal, so that
robust errors differ from the others. Begins in the long run's variance; the first 500 returns are thrown away.
"""
import os
import platform
import sys

import numpy as np

N, MU, OMEGA, ALPHA, BETA = 2000, 0.03, 0.02, 0.12, 0.82
random = np.random.Generator(np.random.PCG64(1986))
shocks = random.standard_t(6, 500 + N) * np.sqrt(4 / 6)
variance = OMEGA / (1 - ALPHA - BETA)
returns = []
for shock in shocks:
    residual = np.sqrt(variance) * shock
    returns.append(MU + residual)
    variance = OMEGA + ALPHA * residual**2 + BETA * variance

with open(os.path.join(sys.argv[1], "simulated.csv"), "w") as out:
    print(f"# Python {platform.python_version()}, NumPy {np.__version__}; python3 etc/oracles/finance/simulate.py", file=out)
    print("return", file=out)
    for value in returns[500:]:
        print(f"{value:.9g}", file=out)
