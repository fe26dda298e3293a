# SPDX-License-Identifier: Apache-2.0
def reads():
    return no_such_name
def late():
    return defined_later
for function in [reads, late, lambda: another_name + 1]:
    try:
        print(function())
    except NameError as error:
        print(error, error.name)
defined_later = 5
print(late())
if False:
    never_defined()
print('end')
