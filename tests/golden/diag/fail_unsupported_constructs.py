import phantom.rules as phantom


def Meta(name, bases, names):
    return type(name, bases, names)


class Verdict(metaclass=Meta):
    pass


async def wait():
    await something()


def on_start(container):
    def numbers():
        yield 1
    match container:
        case {"id": 1}:
            pass
    for n in numbers():
        phantom.debug(n)
