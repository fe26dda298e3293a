# SPDX-License-Identifier: Apache-2.0
for z in [0j, 1j, -1j, 1 + 0j, 1.5 - 2.25j, complex(0, -0.0), complex(-0.0, 1), 1e20j, 1e-7 + 3j, complex("inf"), complex(1, float("nan"))]:
    print(z, repr(z), str(z), f"{z}", "%s" % z, f"{z:.2f}", f"{z:>20}", f"{z:+.1e}", f"{z:g}", f"{z:<12}|", f"{z:.3}")
for text in ["1", "1j", "1+2j", "-1.5e3-2j", " (3+4j) ", "j", "-j", "+1+j", "1e5j", "nan+infj", "1 + 2j", "", "x", "1+2", "(1"]:
    try:
        print(repr(text), complex(text))
    except ValueError as error:
        print(repr(text), error)
for arguments in [(), (1,), (1, 2), (1j, 1j), (2.5,), ("1", 2), (1, "2"), ([],), (1, [])]:
    try:
        print(complex(*arguments))
    except TypeError as error:
        print(error)


class Own:
    def __complex__(self):
        return 2 + 3j


class Real:
    def __float__(self):
        return 1.5


print(complex(Own()), complex(Real()), complex(imag=2), complex(real=1, imag=1))
for spec in ["d", "010", "=5", "%"]:
    try:
        print(format(1j, spec))
    except ValueError as error:
        print(error)
