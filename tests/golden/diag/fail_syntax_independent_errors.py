def first(:
    pass


def second():
    return 1 +


def third():
    1 = x
    f() = 2
    return x if
