# SPDX-License-Identifier: Apache-2.0
def f(*args, **kwargs):
    return args, kwargs


print(f(*[1, 2], *(3,), **{'a': 1}, **{'b': 2}), f(*'ab'), f(*{'k': 1}), f(*range(2), 5, x=1, **{}), f(*[]), f(**dict(z=1)))
print([*range(3), *'ab'], (*[1], 2), {*[1, 1]}, {**{'a': 1}, 'b': 2}, [*{}], list(zip(*[[1, 2], [3, 4]])), max(*[1, 5, 2]))
for bad in [lambda: f(*5), lambda: f(**5), lambda: f(**{1: 2}), lambda: f(**{'a': 1}, **{'a': 2}), lambda: [*None], lambda: {**[1]}, lambda: f(a=1, **{'a': 2})]:
    try:
        print(bad())
    except TypeError as error:
        print(str(error).split('.')[-1])
