# SPDX-License-Identifier: Apache-2.0
def f():
    def show():
        return repr(e)
    try:
        try:
            raise ValueError(1)
        except ValueError as e:
            print(show())
            raise KeyError(2)
    except KeyError:
        try:
            show()
        except NameError as error:
            print(type(error).__name__, error)


f()
