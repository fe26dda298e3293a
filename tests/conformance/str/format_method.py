# SPDX-License-Identifier: Apache-2.0
print('{} {}'.format('a', 1), '{1} {0} {1}'.format('a', 'b'), '{x} {y}'.format(x=1, y=[2]), '{0} {k}'.format('p', k='q'))
print('{{}} {{{}}}'.format('x'), '{!r} {!s} {!a}'.format('é', 'é', 'é'), '{0[1]} {0[0]} {1[key]}'.format([10, 20], {'key': 'v'}), '{0.real} {0.imag}'.format(3))
print('[{:>5}] [{:<5}] [{:^5}] [{:*^7}] [{:5}] [{:5}]'.format('a', 'b', 'c', 'd', 'e', 6))
print('{:{}}|{:{w}.{p}f}'.format('x', 4, 3.14159, w=8, p=2), '{:,} {:_} {:,.2f}'.format(1234567, 1234567, 12345.678))
print('{:d} {:x} {:#X} {:b} {:#o} {:08b} {:c} {:n}'.format(10, 255, 255, 5, 8, 5, 97, 7), '{:+} {: } {:-}'.format(1, 1, 1), '{:%} {:.1%}'.format(0.25, 0.125))
print('{:s} {:.2} {:10.2}|'.format('abc', 'abc', 'abc'), '{} {} {}'.format(None, True, 1.0), '{:05} {:05} {:+05}'.format(42, -42, 42))
bad = [('{} {}', (1,), {}), ('{x}', (), {}), ('{', (), {}), ('}', (), {}), ('{} {0}', (1, 2), {}), ('{0} {}', (1, 2), {}), ('{:d}', ('x',), {}), ('{:d}', (1.5,), {}), ('{!x}', (1,), {}),
       ('{:q}', (1,), {}), ('{0[5]}', ([1],), {}), ('{0.nope}', (1,), {}), ('{:>5}', (None,), {}), ('{a.b}', (), {'a': 1}), ('{:,s}', ('x',), {}), ('{0[k]}', ({},), {}), ('{:5}', ([],), {})]
for template, args, kwargs in bad:
    try:
        print(template.format(*args, **kwargs))
    except Exception as error:
        print(repr(template), type(error).__name__, error)
print('{a} {b}'.format_map({'a': 1, 'b': 2}))
