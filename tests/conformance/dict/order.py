# SPDX-License-Identifier: Apache-2.0
d = {'z': 1, 'a': 2, 'm': 3}
d['a'] = 20
d['new'] = 4
del d['z']
d['z'] = 5
print(d, list(d), [k for k in d], list(d.items())[0])
print(sorted(d), sorted(d.items(), key=lambda item: item[1]), dict(sorted(d.items())), max(d, key=d.get), min(d.values()))
merged = {**d, 'm': 'replaced in place', **{'last': 0}}
print(merged)
for number, key in enumerate(d):
    print(number, key, d[key])
nested = {'x': {'y': {'z': 1}}}
print(nested['x']['y']['z'], nested.get('x', {}).get('none', {}).get('z', 'default'))
nested['x']['y']['w'] = [nested['x']['y']['z']]
print(nested)
keys = d.keys()
d['late'] = 1
print(keys, 'late' in keys, len(keys), list(d.values())[-1])
inverse = {v: k for k, v in d.items()}
print(inverse)
