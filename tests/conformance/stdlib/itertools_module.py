# SPDX-License-Identifier: Apache-2.0
from itertools import zip_longest, chain, product, permutations, combinations, islice, groupby, count, cycle, repeat, accumulate, takewhile, dropwhile, starmap, tee, compress
print(list(zip_longest([1, 2, 3], 'a')), list(zip_longest('ab', [1], fillvalue='-')), list(zip_longest()), list(zip_longest(*[[1], [2, 3], []])))
print(list(chain([1], 'ab', (2,))), list(chain.from_iterable([[1], [2, 3]])), list(product('ab', [1, 2])), list(product(range(2), repeat=2)), list(permutations([1, 2, 3], 2)), list(combinations('abc', 2)))
print(list(islice(count(5, 2), 3)), list(islice('abcdef', 1, None, 2)), [(k, list(g)) for k, g in groupby('aabbba')], [(k, len(list(g))) for k, g in groupby([1, 3, 2, 4], key=lambda x: x % 2)], list(islice(cycle('ab'), 5)), list(repeat('x', 3)))
print(list(accumulate([1, 2, 3])), list(takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(dropwhile(lambda x: x < 3, [1, 2, 3, 1])), list(starmap(pow, [(2, 3), (3, 2)])), list(compress('abc', [1, 0, 1])), [list(t) for t in tee([1, 2])])
