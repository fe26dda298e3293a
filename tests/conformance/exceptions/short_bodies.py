# SPDX-License-Identifier: Apache-2.0
# try with few operations that fail: items, int(), functions that raise, raise itself; where the handlers find them.
import traceback


def places():
    """Lines, functions and texts of the traceback at hand, without carets."""
    lines = traceback.format_exc().splitlines()
    return "\n".join([line[line.rindex("line"):] if line.startswith("  File") else line for line in lines if line.strip(" ^~")])


def check(value):
    if value % 2:
        raise ValueError("odd", value)
    if value < 0:
        raise KeyError
    return value


def item(table, key):
    try:
        return table[key]["x"]
    except KeyError as error:
        return "key", error.args
    except (TypeError, IndexError) as error:
        return type(error).__name__, str(error)
    finally:
        print("looked", key)


for table, key in [({"a": {"x": 1}}, "a"), ({"a": {}}, "a"), ({}, "b"), ({"c": None}, "c"), ({"d": 5}, "d"),
                   ([{"x": 2}], 0), ([{"x": 2}], -1), ([], 0), ([], -1), ([[]], 0), ("text", 0), ({"e": "text"}, "e"),
                   ({1: 2}, 1), ({"f": True}, "f"), ({"g": 1.5}, "g"), ([1], "a"), (None, 1), ({}, []), ((1,), 3)]:
    print(item(table, key))


def to_int(text):
    try:
        number = int(text)
    except ValueError as error:
        return str(error)
    except TypeError as error:
        return "type: " + str(error)
    else:
        return number + 1


for text in ["12", " 7\n", "-3", "1_000", "x", "", "1.5", "0x10", "9" * 30, "\u0663", None, 2.9, True, b"8", b"z", [1]]:
    print(repr(to_int(text)))


def total(values):
    result = 0
    for value in values:
        try:
            result += check(value)
        except ValueError as error:
            result += len(error.args)
        except KeyError:
            result += 100
            break
        else:
            result += 1000
    return result


print(total([2, 4, 5]), total([1, -2, 8]))


def expressions(d, values):
    out = []
    try:
        out.append([d[value] for value in values])
        out.append(d["a"] and d["zz"])
    except KeyError as error:
        out.append(error.args[0])
    try:
        out.append(d["a"] if d["b"] else d["c"])
    except KeyError as error:
        out.append(error.args[0])
    index = 0
    try:
        while values[index]:
            index += 1
    except IndexError as error:
        out.append((index, str(error)))
    try:
        out.append(f"{d['a']}{d['nope']}")
    except LookupError as error:
        out.append(repr(error))
    try:
        d["count"] += 1
    except KeyError:
        d["count"] = 1
    return out


print(expressions({"a": 1, "b": 0}, ["a", "b"]))
print(expressions({"a": 0, "b": 1, "c": 2, "count": 4}, ["a", "c", "q"]))


def nested(d):
    try:
        try:
            return d["inner"]
        except IndexError:
            print("not here")
        finally:
            print("inner finally")
    except KeyError as error:
        try:
            return d["outer"]
        except KeyError as second:
            return error.args, second.args, second.__context__ is error, second.__cause__


print(nested({"outer": 1}), nested({}), nested({"inner": 2}))


def raises_here(kind):
    try:
        if kind == 0:
            raise RuntimeError("zero")
        if kind == 1:
            raise KeyError("one") from ValueError("cause")
        if kind == 2:
            raise OSError
        if kind == 3:
            raise 5
    except RuntimeError as error:
        return "runtime", error.args
    except KeyError as error:
        return error.args, repr(error.__cause__)
    except OSError as error:
        return error.args
    except TypeError as error:
        return str(error)


for kind in range(5):
    print(raises_here(kind))


def reraises(value):
    try:
        return check(value)
    except ValueError:
        raise
    except KeyError as error:
        raise RuntimeError("wrapped") from error


def outermost(value):
    return reraises(value) + 1


for value in (2, 3, -2):
    try:
        print(outermost(value))
    except Exception:
        print(places())


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        print("exit", kind and kind.__name__, error)
        return kind is ValueError


def managed(d):
    try:
        with Manager():
            check(3)
            print("not reached")
        with Manager():
            return d["k"]
    except KeyError as error:
        return "handled", error.args


print(managed({}), managed({"k": 9}))


def with_class():
    try:
        class Inner:
            value = {}["missing"]
    except KeyError:
        return places()


print(with_class())


def generator(d):
    for key in "abc":
        try:
            yield d[key]
        except KeyError as error:
            yield error.args[0] + "?"


print(list(generator({"b": 1})))


def deep(depth):
    if depth == 0:
        raise LookupError("bottom")
    return deep(depth - 1) + 1


try:
    deep(3)
except LookupError:
    print(places())

callback = check
try:
    callback(7)
except ValueError as error:
    print(error, [check(value) for value in (0, 2)])
print(sorted([4, 2], key=check), list(map(check, [6])))


def loops():
    for i in range(3):
        for j in range(3):
            try:
                if {0: 1, 2: 3}[i] + [5, 6][j] > 8:
                    continue
            except KeyError:
                break
            except IndexError:
                continue
            print(i, j)
    try:
        failed = handling = failure = t = 1
        return {}[failed + handling + failure + t]
    except KeyError as error:
        return error


print(repr(loops()))
check(9)
