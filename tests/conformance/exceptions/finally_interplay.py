# SPDX-License-Identifier: Apache-2.0
log = []
def returns():
    try:
        return 'try'
    finally:
        log.append('finally')
def overrides():
    try:
        raise ValueError
    finally:
        return 'finally'
def breaks():
    for i in range(3):
        try:
            if i == 1:
                break
        finally:
            log.append(i)
    return i
def continues():
    done = []
    for i in range(3):
        try:
            continue
        finally:
            done.append(i)
    return done
def swallows():
    while True:
        try:
            raise KeyError
        finally:
            break
    return 'out'
def nested():
    try:
        try:
            1 / 0
        finally:
            log.append('inner')
    except ZeroDivisionError as error:
        log.append(str(error))
    else:
        log.append('else')
    finally:
        log.append('outer')
def value():
    x = 1
    try:
        return x
    finally:
        x = 2
print(returns(), overrides(), breaks(), continues(), swallows(), nested(), value(), log)
