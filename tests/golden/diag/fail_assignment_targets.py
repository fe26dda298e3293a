def f(a, a):
    None = 1
    (x for x in a) = 2
    a + 1 = 3
    del 5
    [b, *c, *d] = a
    global a
    nonlocal nowhere
