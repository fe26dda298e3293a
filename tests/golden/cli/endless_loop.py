# Ended by --max-steps: no handler sees it.
def spin():
    try:
        while True:
            pass
    except BaseException:
        print("never")


spin()
