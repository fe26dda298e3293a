# SPDX-License-Identifier: Apache-2.0
# Loops over ints: a sieve, and trial division.


def sieve(limit):
    flags = [True] * (limit + 1)
    flags[0] = flags[1] = False
    number = 2
    while number * number <= limit:
        if flags[number]:
            for multiple in range(number * number, limit + 1, number):
                flags[multiple] = False
        number += 1
    return [index for index, flag in enumerate(flags) if flag]


def is_prime(number):
    if number < 2:
        return False
    divisor = 2
    while divisor * divisor <= number:
        if number % divisor == 0:
            return False
        divisor += 1
    return True


def main():
    primes = sieve(1000000)
    count = 0
    for number in range(30000):
        if is_prime(number):
            count += 1
    print(len(primes), primes[-1], count)


main()
