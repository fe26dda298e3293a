# SPDX-License-Identifier: Apache-2.0
# List, dict and set comprehensions, with conditions and nested.


def main():
    total = 0
    for turn in range(60):
        squares = [number * number for number in range(5000) if number % 3 != turn % 3]
        names = ["host-%d" % (number % 997) for number in range(2000)]
        index = {name: position for position, name in enumerate(names)}
        unique = {name.upper() for name in names}
        pairs = [(left, right) for left in range(60) for right in range(60) if left < right]
        flat = [item for row in [[a, a + 1, a + 2] for a in range(1000)] for item in row]
        wanted = [name for name in names if name in index and name.endswith("7")]
        swapped = {value: key for key, value in index.items()}
        total += sum(squares) + len(index) + len(unique) + len(pairs) + sum(flat) + len(wanted) + len(swapped)
        total += sum([left * right for left, right in zip(squares, flat)])
    print(total)


main()
