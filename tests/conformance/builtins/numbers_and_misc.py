# SPDX-License-Identifier: Apache-2.0
print(abs(-5), abs(2.5), abs(True), pow(2, 3), pow(2.0, 3), pow(2, 5, 3), divmod(17, 5), divmod(-17, 5), round(3.14159, 2), bin(5), oct(9), hex(31), ord('a'), chr(97), int('7'), float('1.5'), bool('x'), complex(1, 2))
print(len('abc'), len([1]), len({}), len((1, 2)), len({1}), len(range(5)), len(b'ab'), hash('x') == hash('x'), hash(1) == hash(1.0), hash(None) == hash(None))
print(sorted(vars().keys() & {'zzz'}), all([[], 1]), any([[], 0]), ascii('é'), repr(1.0), format(3, '04'), slice(1, 5, 2), [0, 1, 2, 3, 4, 5][slice(1, 5, 2)])
print(list('abc'), tuple('ab'), sorted(set('ab')), dict([('k', 1)]), str(b'x', 'ascii'), list({'a': 1}), list({'a': 1}.items()), tuple({'x': 2}.values()), list((1, 2)), str([]), str(()))
for bad in [lambda: len(5), lambda: len(None), lambda: abs(None), lambda: ord('abc'), lambda: chr(1114112), lambda: hash([]), lambda: hash({}), lambda: divmod(1, 'a'), lambda: round('a', 1), lambda: pow('a', 2), lambda: bin(1.5), lambda: int('a', 5), lambda: str(b'a', 5), lambda: len(), lambda: len(1, 2), lambda: list(1, 2), lambda: chr('a'), lambda: sorted(), lambda: tuple(1), lambda: bool(1, 2), lambda: str(1, 2, 3, 4), lambda: len(x=1), lambda: sorted([1], 2)]:
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
