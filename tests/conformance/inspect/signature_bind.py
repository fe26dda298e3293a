# SPDX-License-Identifier: Apache-2.0
import inspect


def f(a, b=2, *args, c, d=4, **kw):
    pass


signature = inspect.signature(f)
bound = signature.bind(1, c=3)
print(bound.arguments, bound.args, bound.kwargs, bound)
bound.apply_defaults()
print(bound.arguments, bound.args, bound.kwargs)
bound = signature.bind(1, 2, 3, 4, c=5, e=6)
print(bound.arguments, bound.args, bound.kwargs)
for arguments, keywords in [((), {}), ((1,), {}), ((1,), {"a": 2, "c": 3})]:
    try:
        signature.bind(*arguments, **keywords)
    except TypeError as error:
        print(error)
plain = inspect.signature(lambda x, y: 0)
for arguments, keywords in [((1, 2, 3), {}), ((1,), {"z": 1, "y": 2}), ((1,), {"y": 2})]:
    try:
        print(plain.bind(*arguments, **keywords).arguments)
    except TypeError as error:
        print(error)
print(signature.bind_partial(1).arguments)
