# SPDX-License-Identifier: Apache-2.0
try:
    name = input("Your name: ")
except EOFError as error:
    print()
    print(type(error).__name__, error)
try:
    input()
except EOFError as error:
    print(error)
