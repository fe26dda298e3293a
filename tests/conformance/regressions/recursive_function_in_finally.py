# The code of a `finally` stands at every way out; a function in it that calls itself does so in each copy.
def outer(early):
    def middle():
        try:
            if early:
                return "early"
        finally:
            def countdown(n, acc=0):
                if n < 1:
                    return acc
                return [n, countdown(n - 1, acc * 2)]
            print(countdown(2, 1))
        return "late"
    return middle()


print(outer(True), outer(False))
