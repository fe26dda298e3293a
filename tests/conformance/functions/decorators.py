# SPDX-License-Identifier: Apache-2.0
def twice(function):
    def wrapped(*args, **kwargs):
        return [function(*args, **kwargs), function(*args, **kwargs)]
    return wrapped


def tagged(tag):
    def decorate(function):
        print('decorating', function.__name__, 'with', tag)

        def wrapped(*args):
            return (tag,) + (function(*args),)
        return wrapped
    return decorate


@twice
def hello(name='x'):
    return 'hello ' + name


@tagged('outer')
@tagged('inner')
def value(n):
    return n


print(hello(), hello(name='y'), value(3))
