def f(x):
    a = f"{x"
    b = f"{}"
    c = f"}"
    d = f"{x!z}"
    e = f"{x:{x:{x}}}"
    return f"{x +}"
