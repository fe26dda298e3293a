# SPDX-License-Identifier: Apache-2.0
# Nested functions, lambdas in tables, map and filter, functools.


def make_counter(step):
    count = 0

    def advance(by=1):
        nonlocal count
        count += step * by
        return count

    return advance


def compose(*functions):
    def run(value):
        for function in functions:
            value = function(value)
        return value

    return run


def main():
    counter = make_counter(3)
    for _ in range(300000):
        counter()
    pipeline = compose(lambda value: value + 1, lambda value: value * 2, str, len)
    total = sum([pipeline(number) for number in range(100000)])
    actions = {"add": lambda a, b: a + b, "sub": lambda a, b: a - b, "mul": lambda a, b: a * b}
    names = ["add", "sub", "mul"]
    for number in range(200000):
        total += actions[names[number % 3]](number, 3)
    total += sum(map(lambda value: value % 11, filter(lambda value: value % 2, range(200000))))
    print(counter(0), total)


main()
