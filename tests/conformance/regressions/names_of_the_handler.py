# SPDX-License-Identifier: Apache-2.0
def r():
    raised = 'raised'
    handling = 'handling'
    result = 1
    done = completed = broken = 2
    try:
        raise ValueError(raised)
    except ValueError as error:
        print(error, raised, handling)
        try:
            return raised
        finally:
            print(handling, result, done, completed, broken)


def s(manager, manager_entered, element, unused, t):
    for element in [element]:
        [t for t in 'ab']
    return manager, manager_entered, element, unused, t


print(r(), s(1, 2, 3, 4, 5))
