# SPDX-License-Identifier: Apache-2.0
# Function calls: recursive fibonacci, gcd, Ackermann's function, keyword arguments.


def fibonacci(number):
    if number < 2:
        return number
    return fibonacci(number - 1) + fibonacci(number - 2)


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def scaled(value, factor=2, offset=0):
    return value * factor + offset


def main():
    total = 0
    for number in range(200000):
        total += scaled(number, offset=1) + gcd(number, 360)
    print(fibonacci(26), total, ackermann(2, 150))


main()
