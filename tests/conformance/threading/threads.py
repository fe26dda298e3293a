import threading
from threading import Thread

results = []


def work(number, scale=1):
    results.append(number * scale)


threads = [Thread(target=work, args=(i,), kwargs={"scale": 10}) for i in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(results), [thread.is_alive() for thread in threads])


class Worker(threading.Thread):
    def __init__(self, value):
        super().__init__(name=f"worker-{value}", daemon=True)
        self.value = value
        self.result = None

    def run(self):
        self.result = (self.value**2, threading.current_thread().name, threading.current_thread() is self)


class Plain(Thread):
    def run(self):
        print("plain", self.name, self._greeting if hasattr(self, "_greeting") else "nothing")


worker = Worker(7)
print(worker.name, worker.daemon, worker.is_alive(), worker.ident)
worker.start()
worker.join()
print(worker.result)
plain = Plain(name="p")
plain.start()
plain.join(timeout=1)
print(threading.current_thread().name, threading.main_thread() is threading.current_thread(), threading.active_count())
unnamed = Thread(target=work, args=(1,))
print(unnamed.name.endswith("(work)"), isinstance(worker, Thread), unnamed.daemon)
for bad in (worker.start, unnamed.join, threading.current_thread().join, lambda: setattr(worker, "daemon", False)):
    try:
        bad()
    except RuntimeError as error:
        print(error)


timer = threading.Timer(0.01, work, [5], {"scale": 100})
timer.start()
timer.join()
cancelled = threading.Timer(60, work, [6])
cancelled.start()
cancelled.cancel()
print(sorted(results))
data = threading.local()
data.x = 1
print(data.x, hasattr(data, "y"))
