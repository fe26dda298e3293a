import concurrent.futures
from concurrent.futures import ThreadPoolExecutor, as_completed, wait


def square(number):
    if number == 3:
        raise ValueError("three")
    return number * number


with ThreadPoolExecutor(max_workers=4) as pool:
    futures = {pool.submit(square, number): number for number in range(5)}
    for future in sorted(as_completed(futures), key=futures.get):
        try:
            print(futures[future], future.result())
        except ValueError as error:
            print(futures[future], "failed", error)
    print(list(pool.map(lambda a, b: a + b, [1, 2, 3], [10, 20, 30])))
    results = pool.map(square, [1, 3])
    print(next(results))
    try:
        next(results)
    except ValueError as error:
        print(error)
    done, pending = wait([pool.submit(square, 2), pool.submit(square, 4)], timeout=5)
    print(sorted(future.result() for future in done), pending)
try:
    pool.submit(square, 1)
except RuntimeError as error:
    print(error)
future = concurrent.futures.Future()
future.add_done_callback(lambda f: print("called", f.result()))
print(future.done(), future.running(), future.cancelled())
future.set_result(5)
print(future.done(), future.result(timeout=1), future.exception(), future.cancel())
other = concurrent.futures.Future()
print(other.cancel(), other.cancelled())
for call in (other.result, lambda: concurrent.futures.Future().result(timeout=0.01), lambda: ThreadPoolExecutor(0)):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)
failed = ThreadPoolExecutor(1).submit(square, 3)
print(repr(failed.exception()), failed.done(), concurrent.futures.ALL_COMPLETED)
