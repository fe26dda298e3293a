# SPDX-License-Identifier: Apache-2.0
def f(x):
    return x


def f_arguments(x):
    return f(x) + 1


def f_arguments_2(x, f_arguments_arguments=3):
    return f_arguments(x) + f_arguments_arguments


print(f(1), f_arguments(2), f_arguments_2(3))
