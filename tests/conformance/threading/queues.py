import queue
import threading
from queue import Empty, Full, LifoQueue, PriorityQueue, Queue

jobs = Queue(maxsize=2)
jobs.put("a")
jobs.put_nowait("b")
print(jobs.full(), jobs.qsize(), jobs.empty(), jobs.maxsize)
for call in (lambda: jobs.put("c", block=False), lambda: jobs.put("c", timeout=0.01), lambda: jobs.put("c", timeout=-1)):
    try:
        call()
    except (Full, ValueError) as error:
        print(type(error), error)
print(jobs.get(), jobs.get_nowait())
for call in (jobs.get_nowait, lambda: jobs.get(timeout=0.01), lambda: jobs.get(block=False)):
    try:
        call()
    except Empty as error:
        print(type(error), repr(error))
jobs.task_done()
jobs.task_done()
jobs.join()
try:
    jobs.task_done()
except ValueError as error:
    print(error)
stack = LifoQueue()
heap = PriorityQueue()
for item in (3, 1, 2):
    stack.put(item)
    heap.put((item, "x"))
print([stack.get() for _ in range(3)], [heap.get() for _ in range(3)])
simple = queue.SimpleQueue()
simple.put(1)
print(simple.get(), simple.empty())

work, done = Queue(), []
for number in range(4):
    work.put(number)
work.put(None)


def drain():
    while True:
        item = work.get()
        if item is None:
            break
        done.append(item * item)
        work.task_done()


thread = threading.Thread(target=drain)
thread.start()
thread.join()
print(done, work.unfinished_tasks)
