# SPDX-License-Identifier: Apache-2.0
width, precision, value, name = 10, 3, 3.14159, 'x'
print(f'[{value:{width}.{precision}f}]', f'[{name:>{width}}]', f'[{name!r:*^{width}}]', f'{value=}', f'{value = :.2f}', f'{name=!s}', f'{1 + 1 = }', f'{{{value:.1f}}}', f'{"a" if value else "b"}', f'{[1, 2][0]}', f'{dict(a=1)["a"]}', f'{value:{">"}{width}}', f'{name:{""}}', f'{(lambda: 5)()}', f'{value!r}', f'{None}', f'{True:d}', f'{10:#x}', f'{1000000:,}', f'{0.256:.1%}', f'{"é":\x2a>3}')
