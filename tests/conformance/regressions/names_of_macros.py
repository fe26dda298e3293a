# SPDX-License-Identifier: Apache-2.0
def f(NULL, offsetof=1, *, INT64_MAX=2, SIZE_MAX=3):
    UINT8_C = NULL
    WEOF = offsetof
    errno, EOF, assert_, stdin = 1, 2, 3, 4

    def inner(strdupa):
        return strdupa, UINT8_C, WEOF
    return inner(NULL), INT64_MAX, SIZE_MAX, errno, EOF, assert_, stdin


NULL = 'module'
offsetof = [NULL]
print(f(1), f(NULL=0, offsetof=5, INT64_MAX=6), NULL, offsetof)
