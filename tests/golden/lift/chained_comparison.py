def f(a, b, c):
    return a < b <= c and not a is b or c in (a, b) and c not in [a]
