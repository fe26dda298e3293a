# SPDX-License-Identifier: Apache-2.0
log = []
def value(x):
    log.append(x)
    return x
print(value(1) < value(2) < value(3), log)
log.clear()
print(value(3) < value(2) < value(1), log)
log.clear()
print(value(1) == value(1) != value(2) in [value(2)], log)
log.clear()
print(value(1) is not None is not value(0), log, 1 < 2 > 1 == True, (1 < 2) == True, not 1 == 2, 1 if value(0) else 2)
