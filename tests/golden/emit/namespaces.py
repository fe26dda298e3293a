limit = 3


def handle_one(x):
    total = x + limit
    return locals()


class Names:
    first = limit
    all = locals()


print(globals()["handle_one"](1), Names.all)
try:
    del limit
except NameError as error:
    print(error)
