# SPDX-License-Identifier: Apache-2.0
import cmath

for z in [1, -1, 1j, 1 + 1j, -2.5 + 0.5j, 0.25, 3 - 4j]:
    print(z, cmath.sqrt(z), cmath.exp(z), cmath.log(z), cmath.phase(z), cmath.polar(z))
    print(cmath.sin(z), cmath.cos(z), cmath.sinh(z), cmath.cosh(z), cmath.log10(z), cmath.log(z, 2))
print(cmath.rect(2, 0), cmath.rect(1, cmath.pi / 2), cmath.isclose(1j, 1j + 1e-12), cmath.isfinite(1j), cmath.isnan(cmath.nanj))
print(cmath.pi, cmath.e, cmath.tau, cmath.inf, cmath.infj, cmath.isinf(cmath.infj))


def roots(a, b, c):
    root = cmath.sqrt(b * b - 4 * a * c)
    return (-b + root) / (2 * a), (-b - root) / (2 * a)


print(roots(1, 2, 5), roots(1, -3, 2), roots(1, 2, 1))
for function in [lambda: cmath.log(0), lambda: cmath.sqrt("x"), lambda: cmath.exp(1000)]:
    try:
        print(function())
    except (ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)
