# SPDX-License-Identifier: Apache-2.0
def uses_later():
    return later() + constant


def later():
    return 'later '


constant = 'constant'
print(uses_later())


def later():
    return 'redefined '


print(uses_later())
try:
    print(not_defined)
except NameError as error:
    print(error)


def missing():
    return no_such_name


try:
    missing()
except NameError as error:
    print(error)


def conditional(flag):
    if flag:
        value = 1
    try:
        return value
    except UnboundLocalError as error:
        return str(error)


print(conditional(True), conditional(False))


def loop_variable(items):
    for item in items:
        pass
    try:
        return item
    except NameError as error:
        return str(error)


print(loop_variable([1, 2]), loop_variable([]))
if constant:
    at_module = 'set in if'
for index in range(2):
    in_loop = index
print(at_module, index, in_loop)
print(__name__ == '__main__')


def after_del():
    a = 1
    del a
    try:
        return a
    except UnboundLocalError as error:
        return str(error)


print(after_del())
