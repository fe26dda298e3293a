# SPDX-License-Identifier: Apache-2.0
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
c = Counter('abracadabra')
print(c, c['a'], c['zz'], c.most_common(2), sorted(c.elements())[:3], Counter(['x', 'x']) + Counter(x=1, y=2), Counter(a=3) - Counter(a=1, b=2), sum(c.values()), dict(c), Counter(), c.most_common()[-1])
c.update('zzz')
c['q'] += 1
print(c['z'], c['q'], len(c))
d = defaultdict(list)
d['k'].append(1)
print(d, dict(d), 'x' in d, d['x'], 'x' in d, defaultdict(int, a=1), d.get('none'))
o = OrderedDict([('b', 1), ('a', 2)])
o.move_to_end('b')
print(o, list(o), o == {'a': 2, 'b': 1}, OrderedDict(a=1).popitem())
q = deque([1, 2], maxlen=3)
q.append(3)
q.append(4)
q.appendleft(0)
print(q, q.pop(), q.popleft(), list(q), len(q))
P = namedtuple('P', 'x y')
p = P(1, y=2)
print(p, p.x, p[1], p._replace(x=9), p == (1, 2), p._asdict(), list(p))
x, y = p
print(x, y, isinstance(p, tuple))
