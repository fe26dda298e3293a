# SPDX-License-Identifier: Apache-2.0
def say(name, value):
    print('eval', name)
    return value


print(say('a', 0) or say('b', 'x'))
print(say('a', 1) or say('b', 'x'))
print(say('a', 0) and say('b', 'x'))
print(say('a', 1) and say('b', 'x'))
print(say('a', '') or say('b', None) or say('c', []))
print(not say('a', []), not not say('b', 'x'))
print(None or 0, 0 or None, '' and 1, [] and {}, 1 and 2 and 3, 0 or '' or [] or {})
print(1 < say('m', 2) < 3, 3 < say('m', 2) < say('never', 9))
print(True and False or True, True or False and False, not True or True)
