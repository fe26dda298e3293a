# SPDX-License-Identifier: Apache-2.0
def documented(a: int, b: 'text' = 'x', *args: str, **kwargs) -> bool:
    """What it does.

    More.
    """
    return True


x: int = 3
y: 'later'
print(documented(1), x, documented.__doc__)
print(documented.__name__)


def undocumented():
    return 1


print(undocumented.__doc__)
