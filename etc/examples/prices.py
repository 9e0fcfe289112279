"""Closing prices of three invented shares on 1,500 weekdays: GARCH(1,1) returns with a seed, so that the figures are known.

mu, omega, alpha, beta in per cent a day: ALFA 0.05, 0.05, 0.10, 0.85; BETA 0.02, 0.02, 0.05, 0.93; GAMA 0.08, 0.30, 0.20, 0.70.
"""
import datetime
import random

SHARES = {"ALFA": (0.05, 0.05, 0.10, 0.85), "BETA": (0.02, 0.02, 0.05, 0.93), "GAMA": (0.08, 0.30, 0.20, 0.70)}
rng = random.Random(20261127)
state = {name: [100.0, o / (1 - a - b)] for name, (_, o, a, b) in SHARES.items()}
day = datetime.date(2019, 1, 2)
print("day,ticker,close")
left = 1500
while left > 0:
    if day.weekday() < 5:
        for name, (mu, omega, alpha, beta) in SHARES.items():
            price, variance = state[name]
            shock = rng.gauss(0, 1) * variance**0.5
            price *= 2.718281828459045 ** ((mu + shock) / 100)
            state[name] = [price, omega + alpha * shock * shock + beta * variance]
            print(f"{day},{name},{price:.4f}")
        left -= 1
    day += datetime.timedelta(days=1)
