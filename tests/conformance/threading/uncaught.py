import threading


def fail():
    raise ValueError("in a thread")


seen = []
threading.excepthook = lambda args: seen.append((args.exc_type.__name__, str(args.exc_value), args.thread.name))
thread = threading.Thread(target=fail, name="failing")
thread.start()
thread.join()
print(seen)
print("after")
