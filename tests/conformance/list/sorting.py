# SPDX-License-Identifier: Apache-2.0
words = ['banana', 'Apple', 'cherry', 'apple', 'Banana', '']
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len), sorted(words, reverse=True), sorted(words, key=len, reverse=True))
rows = [('b', 2), ('a', 2), ('c', 1), ('d', 2)]
print(sorted(rows), sorted(rows, key=lambda row: row[1]), sorted(rows, key=lambda row: row[1], reverse=True), sorted(rows, key=lambda row: (-row[1], row[0])))
numbers = [3, 1.5, True, -2, 0]
numbers.sort()
print(numbers, numbers.sort(reverse=True), numbers)
print(sorted({'b': 1, 'a': 2}), sorted('cab'), sorted((2, 1)), sorted([[2], [1, 5], [1]]), sorted([]))
dicts = [{'n': 2, 'k': 'x'}, {'n': 1, 'k': 'y'}, {'n': 2, 'k': 'a'}]
print(sorted(dicts, key=lambda d: d['n']), min(dicts, key=lambda d: d['k'])['k'])
for bad in [[1, 'a'], [None, 1], [{}, {}], [[1], ['a']], [(1, 'a'), (1, 2)]]:
    try:
        print(sorted(bad))
    except TypeError as error:
        print(error)
try:
    sorted(dicts, key=lambda d: d['none'])
except KeyError as error:
    print('KeyError', error)
print(list(reversed([1, 2, 3])), list(reversed('abc')), list(reversed(range(3))), [1, 2][::-1])
