# SPDX-License-Identifier: Apache-2.0
name, n, value = 'Bo', 3, 3.14159
items = {'k': [1, 2]}
print(f'{name} {n + 1} {value:.2f} {name!r} {items["k"][0]} {len(name)} {name.upper()}')
print(f'{{literal}} {{{n}}} {n:>5}| {n:<5}| {n:^5}| {n:05} {name:*^6}')
print(f'{n=} {name=} {n + 1 = } {value=:.1f} {name=!s}')
print(f'{"nested"} {f"{n}"} {name if n else "no"} {[x for x in range(n)]} {(lambda x: x * 2)(n)}')
width, precision = 10, 3
print(f'{value:{width}.{precision}}|{name:>{width}}|{n:{"0"}{5}}')
print(f'a' 'b' f'{n}' "c", f'', f'{"":>3}|')
print(f"""multi
{n}
line {name}""")
print(f'{n!r:>4}|{None} {True} {[]} {items}', rf'\n{n}', f'\t{n}\n{n}', f'{n:d}{n:x}')
print(f'{1_000_000:,} {0.5:%} {255:#x} {-5:+d} {1e10:g} {12345.678:,.1f}')
print(f'{name!s:.1}', f'{ {"a": 1}["a"] }', f'{n:}', f'{"é"!a}')
