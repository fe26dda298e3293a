# SPDX-License-Identifier: Apache-2.0
print('%s and %s' % ('a', 1), '%s' % 'x', '%s' % None, '%s' % [1, 'b'], '%r' % 'x', '%d' % 3.9, '%i' % True, '%5d|%-5d|%05d|%+d|% d' % (42, 42, 42, 42, 42))
print('%x %X %#x %o %#o %c %c' % (255, 255, 255, 8, 8, 'z', 65))
print('%f %.2f %10.3f %-10.1f| %e %.3E %g %g %g' % (3.14159, 3.14159, 3.14159, 3.14159, 31415.9, 31415.9, 31415.9, 1e20, 0.00001))
print('%%', '100%% %s' % 'x', '%(name)s is %(age)05.1f' % {'name': 'Bo', 'age': 3}, '%*d' % (5, 42), '%.*f' % (1, 2.55))
print('%s' % (1,), '%s %s' % ((1, 2), 'x'), '%.2s|%5.1s|' % ('abc', 'xyz'), '%a' % 'é')
bad = [('%s %s', ('a',)), ('%s', ('a', 'b')), ('%d', 'x'), ('%d', None), ('%(k)s', {'a': 1}), ('%y', 1), ('%', 1), ('%c', 'ab'), ('%x', 1.5), ('no fields', 'x'), ('%(k)s', 5), ('%s %(k)s', ('a',))]
for template, value in bad:
    try:
        print(template % value)
    except Exception as error:
        print(repr(template), type(error).__name__, error)
