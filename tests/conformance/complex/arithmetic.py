# SPDX-License-Identifier: Apache-2.0
z = 3 + 4j
print(z + 1, 1 - z, z * 2, z * z, z / (1 - 1j), z / 2, 1 / z, z ** 2, z ** -1, z ** 0.5, z ** (1 + 1j), 2 ** z, -z, +z, abs(z))
print((-8) ** 0.5, (-1) ** 0.5, (-8.0) ** (1 / 3), (-2) ** 2.0, pow(-1, 0.5), sum([1j, 2, 0.5]))
print(z == 3 + 4j, z == 3, 3 + 0j == 3, z != 4, hash(3 + 0j) == hash(3), {1: "a"}[1 + 0j], bool(0j), bool(1j), 1j * 1j == -1)
print(z.real, z.imag, z.conjugate(), type(z), isinstance(z, complex), (5).real, (2.5).imag, [z, 1j], {z: 1})
z += 1
z *= 1j
print(z)
for name, function in {
    "less": lambda: z < z, "floor": lambda: z // 1, "mod": lambda: z % 2, "int": lambda: int(z), "float": lambda: float(z),
    "zero": lambda: z / 0, "power": lambda: 0j ** -1, "text": lambda: z + "a", "invert": lambda: ~z, "round": lambda: round(z),
}.items():
    try:
        print(name, function())
    except Exception as error:
        print(name, type(error).__name__, error)
