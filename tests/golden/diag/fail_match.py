def f(x):
    match x:
        case a | 1:
            pass
        case b:
            pass
        case {**rest, "k": 1}:
            pass
