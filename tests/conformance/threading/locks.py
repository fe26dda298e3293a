import threading

lock = threading.Lock()
print(lock.acquire(), lock.locked(), lock.acquire(False), lock.acquire(blocking=False), lock.acquire(timeout=0.01))
lock.release()
with lock:
    print(lock.locked())
try:
    lock.release()
except RuntimeError as error:
    print(error)
again = threading.RLock()
with again:
    with again:
        print("twice")
try:
    again.release()
except RuntimeError as error:
    print(error)
event = threading.Event()
print(event.is_set(), event.wait(0.01))
event.set()
print(event.is_set(), event.wait())
event.clear()
condition = threading.Condition()
with condition:
    print(condition.wait(timeout=0.01), condition.wait_for(lambda: "ready"), condition.notify_all())
for call in (condition.notify, condition.wait):
    try:
        call()
    except RuntimeError as error:
        print(error)
semaphore = threading.Semaphore(2)
with semaphore, semaphore:
    print(semaphore.acquire(blocking=False), semaphore.acquire(timeout=0.01))
bounded = threading.BoundedSemaphore(1)
for bad in (bounded.release, lambda: semaphore.release(0), lambda: threading.Semaphore(-1), lambda: lock.acquire(False, 1)):
    try:
        bad()
    except ValueError as error:
        print(error)
