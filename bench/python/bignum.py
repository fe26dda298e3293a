# SPDX-License-Identifier: Apache-2.0
# Ints beyond 64 bits: factorials, powers, digits, addresses of IPv6 as numbers.


def main():
    product = 1
    for number in range(1, 1200):
        product *= number
    total = 0
    value = product
    for _ in range(300):
        value, rest = divmod(value, 1000000007)
        total += rest
    for number in range(40000):
        address = (0x20010DB8 << 96) | (number << 40) | 1
        total += (address >> 40) & 0xFFFF
        total += pow(number, 65537, 1000003)
    a, b = 0, 1
    for _ in range(15000):
        a, b = b, a + b
    print(total, len(str(product)), a % 10**12)


main()
