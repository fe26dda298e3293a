def f(**kwargs):
    f(a=1, 2)
    f(**{}, *[])
    f(a=1, a=2)
    f(x for x in [], 1)
    f(1 = 2)
