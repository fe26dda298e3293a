# SPDX-License-Identifier: Apache-2.0
# Values that may be missing or malformed: exceptions raised and handled in loops.


def to_number(text):
    try:
        return int(text)
    except ValueError:
        return -1


def look_up(table, key):
    try:
        return table[key]["score"]
    except KeyError:
        return 0
    except (TypeError, IndexError) as error:
        return len(str(error))
    finally:
        table["calls"] += 1


def checked(value):
    if value % 5 == 0:
        raise ValueError("value %d" % value)
    return value


def main():
    texts = [str(n) if n % 3 else "n/a" for n in range(60000)]
    total = sum([to_number(text) for text in texts])
    table = {"calls": 0, "none": None, "a": {"score": 5}, "b": {"score": 7}}
    keys = ["a", "b", "a", "missing", "none", "b", "a", "a"]
    for number in range(160000):
        total += look_up(table, keys[number % 8])
    for number in range(100000):
        try:
            total += checked(number)
        except ValueError as error:
            total += len(error.args[0])
        else:
            total += 1
    print(total, table["calls"])


main()
