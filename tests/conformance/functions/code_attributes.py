# SPDX-License-Identifier: Apache-2.0
def f(a, b, /, c, *args, d=1, **kwargs):
    pass


code = f.__code__
print(code.co_name, code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_varnames, code.co_firstlineno)
print((lambda x, y: 0).__code__.co_varnames[:2], (lambda: 0).__code__.co_argcount, (lambda: 0).__code__.co_name)
