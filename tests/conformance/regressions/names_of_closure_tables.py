# SPDX-License-Identifier: Apache-2.0
def k(kinner_info, kParametersOf_inner):
    def inner(a, b=1):
        return a, b, kinner_info, kParametersOf_inner
    klambda_info = [lambda: 1, lambda x=2: x]
    return inner(1), [f() for f in klambda_info]


print(k(1, 2))
