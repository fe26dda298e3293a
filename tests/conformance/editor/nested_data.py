# SPDX-License-Identifier: Apache-2.0
data = {'scans': {'A': {'detected': True, 'score': 3}, 'B': {'detected': False}}, 'list': [{'id': 1, 'tags': None}, {'id': 2, 'tags': ['x', 'y']}]}
found = [name for name, scan in data['scans'].items() if scan.get('detected')]
print(found, data.get('none', {}).get('deep'), data['list'][-1]['tags'][0], [tag for item in data['list'] for tag in item.get('tags') or []])
best = None
for name, scan in data['scans'].items():
    score = scan.get('score', 0)
    if best is None or score > best[1]:
        best = (name, score)
print(best, 'score' in data['scans']['B'], data['scans']['A'].get('score', 0) + data['scans']['B'].get('score', 0))
merged = {}
for item in data['list']:
    for key, value in item.items():
        merged.setdefault(key, []).append(value)
print(merged, {k: v for k, v in merged.items() if any(v)})
value = data
for step in ['list', 1, 'tags', 0]:
    value = value[step]
print(value)
flat = {f'{outer}.{inner}': v for outer, items in data['scans'].items() for inner, v in items.items()}
print(flat)
try:
    data['list'][0]['tags'][0]
except TypeError as error:
    print(error)
try:
    data['scans']['C']['score']
except KeyError as error:
    print(error)
try:
    data['list']['id']
except TypeError as error:
    print(error)
