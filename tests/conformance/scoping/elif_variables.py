# Variables that only some branches of a chain bind, in functions and in nested functions.
def outer():
    def inner(kind):
        if kind == "today":
            first = 1
        elif kind == "yesterday":
            first = 2
            last = first + 1
            return [first, last]
        elif kind == "week":
            last = 7
            first = last - 6
            return [first, last]
        else:
            first = 0
        return [first]

    return [inner(kind) for kind in ("today", "yesterday", "week", "year")]


print(outer())


def unbound(kind):
    if kind == 1:
        pass
    elif kind == 2:
        value = "two"
    elif kind == 3:
        value = "three"
    return value


for kind in (1, 2, 3, 4):
    try:
        print(unbound(kind))
    except UnboundLocalError as error:
        print(error)
