import warnings

warnings.resetwarnings()
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warnings.warn("first")
    warnings.warn("second", DeprecationWarning)
    warnings.warn(RuntimeWarning("third"), stacklevel=1)
    for item in caught:
        print(item.message, item.category.__name__, item.lineno, type(item.message))
print(len(caught))

with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        warnings.warn("raised", FutureWarning)
    except FutureWarning as warning:
        print("error:", repr(warning))

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("default")
    for _ in range(3):
        warnings.warn("once per line")
    warnings.simplefilter("once")
    for _ in range(3):
        warnings.warn("just once")
    warnings.warn("just once")
    warnings.filterwarnings("ignore", message="noise .*", category=UserWarning)
    warnings.warn("noise of a kind")
    warnings.warn("Noise of a kind")
    warnings.warn("noise of a kind", DeprecationWarning)
    print([str(item.message) for item in caught])
print(warnings.filters)
warnings.simplefilter("ignore", ResourceWarning)
warnings.filterwarnings("error", module="x", lineno=3, append=True)
print(len(warnings.filters), warnings.filters[0])


class Mine(UserWarning):
    pass


with warnings.catch_warnings(record=True, action="always") as caught:
    warnings.warn("own", Mine)
    warnings.warn_explicit("explicit", Mine, "file.py", 7)
    print([(str(item.message), item.category.__name__, item.lineno) for item in caught], caught[1].filename)
    print(caught[1])
