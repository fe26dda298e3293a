# SPDX-License-Identifier: Apache-2.0
import sys


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


print(__debug__, sys.implementation.name, sys.implementation.cache_tag, sys.implementation.version[:2])
print(sys.int_info, sys.int_info.bits_per_digit)
print(sys.hash_info.modulus, sys.hash_info.inf, sys.hash_info.nan, sys.hash_info.imag, sys.hash_info.width)
print(sys.get_int_max_str_digits())
attempt(lambda: len(str(10 ** 5000)))
attempt(lambda: int("1" * 5000))
sys.set_int_max_str_digits(0)
attempt(lambda: len(str(10 ** 5000)))
attempt(lambda: int("1" * 5000) % 97)
sys.set_int_max_str_digits(1000)
attempt(lambda: len(str(10 ** 999)))
attempt(lambda: len(str(10 ** 1000)))
attempt(lambda: int("1" * 1001))
attempt(lambda: sys.set_int_max_str_digits(100))
attempt(lambda: sys.set_int_max_str_digits(-1))
attempt(lambda: sys.set_int_max_str_digits("x"))
attempt(lambda: sys.set_int_max_str_digits(maxdigits=4300))
print(sys.get_int_max_str_digits())
