# SPDX-License-Identifier: Apache-2.0
import string
import operator
import functools
import uuid
import textwrap
import copy
print(string.ascii_letters, string.digits, string.punctuation, string.hexdigits, string.whitespace.encode(), string.capwords('a bc d'), string.Template('$a ${b}').substitute(a=1, b=2))
print(operator.itemgetter(1)(['a', 'b']), operator.itemgetter('x', 'y')({'x': 1, 'y': 2}), operator.getitem([1, 2], 0), operator.add(1, 2), operator.attrgetter('real')(5), operator.methodcaller('upper')('a'), operator.contains('abc', 'b'))
print(functools.reduce(lambda a, b: a * b, [1, 2, 3, 4]), functools.reduce(operator.getitem, ['a', 'b'], {'a': {'b': 'deep'}}), functools.partial(int, base=2)('101'), functools.reduce(operator.add, [], 'start'), sorted(['b', 'a'], key=functools.cmp_to_key(lambda a, b: (a > b) - (a < b))))
print(uuid.UUID('12345678123456781234567812345678'), uuid.uuid5(uuid.NAMESPACE_DNS, 'example.com'), uuid.uuid3(uuid.NAMESPACE_URL, 'x'), len(str(uuid.uuid4())), textwrap.dedent('  a\n   b\n'), textwrap.shorten('hello big world', 11))
a = {'k': [1, [2]]}
b, c = copy.copy(a), copy.deepcopy(a)
a['k'][1].append(3)
print(b, c)
try:
    functools.reduce(operator.add, [])
except TypeError as error:
    print(error)
