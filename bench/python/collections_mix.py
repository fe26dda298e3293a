# SPDX-License-Identifier: Apache-2.0
# Counter, defaultdict, deque and namedtuple.
from collections import Counter, defaultdict, OrderedDict, deque, namedtuple
words = ("alpha beta gamma delta alpha beta alpha epsilon zeta eta theta " * 3000).split()
c = Counter(words)
for _ in range(5): c.update(words)
groups = defaultdict(list)
for i, w in enumerate(words): groups[w[0]].append(i)
d = deque(maxlen=100)
for w in words: d.append(w)
P = namedtuple("P", "x y")
ps = [P(i, i * 2) for i in range(20000)]
print(c.most_common(3), sum(map(len, groups.values())), len(d), sum(p.x + p.y for p in ps))
