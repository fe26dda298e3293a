# SPDX-License-Identifier: Apache-2.0
def f(x):
    try:
        print(1)
    finally:
        try:
            print(2, 1 / x)
        finally:
            try:
                print(3)
            finally:
                try:
                    return 'out'
                finally:
                    print(4)


print(f(1), f(0))
