# SPDX-License-Identifier: Apache-2.0
# Arithmetic in loops: Collatz sequences, digits, a checksum that stays below 2**32.


def longest(limit):
    best = 0
    best_start = 0
    for start in range(1, limit):
        number = start
        steps = 0
        while number != 1:
            if number % 2 == 0:
                number = number // 2
            else:
                number = 3 * number + 1
            steps += 1
        if steps > best:
            best = steps
            best_start = start
    return best, best_start


def digits(number):
    total = 0
    while number > 0:
        total += number % 10
        number //= 10
    return total


def checksum(data):
    a = 1
    b = 0
    for value in data:
        a = (a + value) % 65521
        b = (b + a) % 65521
    return (b << 16) | a


def main():
    print(longest(30000))
    print(sum([digits(number * 7919) for number in range(60000)]))
    print(checksum([number * number % 256 for number in range(400000)]))


main()
