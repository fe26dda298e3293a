# SPDX-License-Identifier: Apache-2.0
import keyword

print(keyword.iskeyword("for"), keyword.iskeyword("print"), keyword.issoftkeyword("match"), len(keyword.kwlist), keyword.kwlist[:4])


def add(a, b):
    """Adds.

    >>> 1 + 1
    2
    """
    return a + b


if __name__ == "__main__":
    import doctest

    print(doctest.testmod().failed, add(1, 2))
