# Ended by --max-memory, which Python code may catch.
def grow():
    kept = []
    while True:
        kept.append("x" * 1000)


try:
    grow()
except MemoryError as error:
    print("caught", repr(error))
grow()
