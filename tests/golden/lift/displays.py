text = f"{1 + 1:>{5}} {'a'!r}"
numbers = [1, *[2, 3], 4]
table = {"a": 1, **{"b": 2}}
unique = {1, 2, 2}
squares = [n * n for n in numbers if n % 2]
pairs = {n: m for n in numbers for m in (1, 2)}
pick = lambda row, default=None: row[0] if row else default
