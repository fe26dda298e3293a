# SPDX-License-Identifier: Apache-2.0
import traceback


def a():
    b()


def b():
    try:
        1 / 0
    finally:
        [][1]


def lines(text):
    return [line.split(', ', 1)[-1] if line.startswith('  File') else line for line in text.splitlines() if line.strip(' ^~')]


try:
    a()
except IndexError as error:
    for chain in (True, False):
        for limit in (None, 1, 2, -1, -2, 9):
            print(chain, limit, lines(traceback.format_exc(limit, chain)))
    print(lines(''.join(traceback.format_exception(error, limit=1, chain=False))))
    print(lines(''.join(traceback.format_exception(type(error), error, error.__traceback__, 1, False))))
