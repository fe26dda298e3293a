# SPDX-License-Identifier: Apache-2.0
for i in range(3):
    try:
        raise ValueError(i)
    except ValueError as e:
        if i:
            continue
        print(e)
try:
    print(e)
except NameError as error:
    print(error)
try:
    try:
        1 / 0
    except ZeroDivisionError as e:
        raise KeyError(2)
except KeyError:
    try:
        e
    except NameError as error:
        print(error)
