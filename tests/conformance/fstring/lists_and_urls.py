# SPDX-License-Identifier: Apache-2.0
ids = [1, 2, 3]
names = ['a', "b'c"]
print(f'/rest/artifact?_filter_id__in={ids}&_filter_name__in={names}')
print(f"{{'k': {names}}}", f'{tuple(names)}', f'{set(ids[:1])}', f'{dict(a=None)}')
row = {'name': 'x', 'count': 2, 'rate': 0.5}
print(f"| {row['name']} | {row['count']:>4} | {row['rate']:.1%} | {row.get('none')} | {row.get('none', '-')} |")
text = ''
for i, name in enumerate(names, 1):
    text += f'{i}. {name}\n'
print(text)
print(f'{"yes" if ids else "no"}: {len(ids)} item{"s" if len(ids) != 1 else ""}')
