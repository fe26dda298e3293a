# SPDX-License-Identifier: Apache-2.0
# A generator that holds a context manager and a finally while it waits.
class Pool:
    def __init__(self): self.open = 0
    def __enter__(self): self.open += 1; return self
    def __exit__(self, *a): self.open -= 1; return False
def chunks(items, size):
    pool = Pool()
    with pool:
        for i in range(0, len(items), size):
            try:
                yield items[i:i + size]
            finally:
                pool.open += 0
n = 0
data = list(range(1000))
for _ in range(300):
    for c in chunks(data, 10):
        n += len(c)
print(n)
