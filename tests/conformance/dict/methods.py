# SPDX-License-Identifier: Apache-2.0
d = {'a': 1, 'b': 2}
print(d['a'], d.get('a'), d.get('z'), d.get('z', 0), 'a' in d, 'z' not in d, 1 in d, len(d))
print(list(d.keys()), list(d.values()), list(d.items()), d.keys(), d.values(), d.items())
print(d.pop('a'), d.pop('z', None), d, d.setdefault('c', []), d.setdefault('b', 9), d)
d['c'].append(1)
d.update({'b': 3, 'd': 4})
d.update(e=5)
d.update([('f', 6), ['g', 7]])
print(d, d.popitem(), d)
e = d.copy()
e['c'].append(2)
e['b'] = 'changed'
print(d, e, d == e)
d.clear()
print(d, bool(d), dict(), dict(a=1), dict([('x', 1)]), dict({'y': 2}, z=3), dict.fromkeys(['a', 'b']), dict.fromkeys('ab', 0), dict(zip('ab', [1, 2])))
print({'a': 1} | {'b': 2, 'a': 3}, {'a': 1} == {'a': 1.0}, {'a': 1, 'b': 2} == {'b': 2, 'a': 1})
f = {'a': 1}
f |= {'b': 2}
f |= [('c', 3)]
print(f, list(reversed(f)), f.keys() & {'a', 'z'}, sorted(f.keys() | {'z'}), sorted(f.keys() - {'a'}), f.keys() == {'a', 'b', 'c'})
