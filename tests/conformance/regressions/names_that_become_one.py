# SPDX-License-Identifier: Apache-2.0
def caf_(café, caf_=2, *cafè):
    return 'plain', café, caf_, cafè


def café(caf_, *, café=3):
    cafè = caf_ + café
    caf__ = cafè * 2
    return 'accent', caf_, café, cafè, caf__


cafè = 7
π, _ = 3, 4
print(caf_(1), caf_(1, 5, 6), café(2), cafè, π, _, __name__)
