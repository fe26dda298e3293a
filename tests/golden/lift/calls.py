def f(a, b=2, *rest, c, d=4, **others):
    return a, b, rest, c, d, others


print(f(1, c=3))
print(f(*[1, 2], **{"c": 3}))
print("{0}-{name}".format(1, name="x"), sep="")
