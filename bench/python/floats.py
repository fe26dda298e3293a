# SPDX-License-Identifier: Apache-2.0
# Float loops: numeric integration, Newton's method, statistics.
import math


def integrate(steps):
    width = 1.0 / steps
    total = 0.0
    for step in range(steps):
        x = (step + 0.5) * width
        total += 4.0 / (1.0 + x * x)
    return total * width


def root(value):
    guess = value / 2.0 + 0.1
    for _ in range(20):
        guess = 0.5 * (guess + value / guess)
    return guess


def main():
    print(integrate(2000000))
    print(sum([root(float(number)) for number in range(1, 40000)]))
    samples = [math.sin(number * 0.01) * 10 + number % 3 for number in range(200000)]
    mean = sum(samples) / len(samples)
    variance = sum([(sample - mean) ** 2 for sample in samples]) / len(samples)
    print(round(mean, 6), round(math.sqrt(variance), 6))


main()
