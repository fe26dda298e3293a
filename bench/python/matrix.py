# SPDX-License-Identifier: Apache-2.0
# Matrices as lists of lists of floats.


def multiply(left, right):
    size = len(left)
    result = [[0.0] * size for _ in range(size)]
    for row in range(size):
        for column in range(size):
            total = 0.0
            for k in range(size):
                total += left[row][k] * right[k][column]
            result[row][column] = total
    return result


def main():
    size = 90
    left = [[(row * column % 7) / 3 for column in range(size)] for row in range(size)]
    right = [[(row + column) % 5 * 0.5 for column in range(size)] for row in range(size)]
    for _ in range(6):
        left = multiply(left, right)
        largest = max([max(row) for row in left])
        left = [[value / largest for value in row] for row in left]
    print(sum([sum(row) for row in left]))


main()
