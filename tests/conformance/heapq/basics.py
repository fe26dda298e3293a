import heapq

h = [9, 4, 7, 1, 8, 2]
heapq.heapify(h)
print(h)
heapq.heappush(h, 3)
print(h, heapq.heappop(h), h, heapq.heapreplace(h, 10), h, heapq.heappushpop(h, 0), h)
print([heapq.heappop(h) for _ in range(len(h))])
print(heapq.nlargest(3, [5, 1, 9, 7]), heapq.nsmallest(2, ["bb", "a", "ccc"], key=len), heapq.nlargest(0, [1]), heapq.nsmallest(9, [2, 1]))
print(list(heapq.merge([1, 4, 7], [2, 5], [3])), list(heapq.merge("cb", "da", reverse=True)), list(heapq.merge(["a", "bbb"], ["cc"], key=len)))
tasks = []
for item in [(2, "b"), (1, "z"), (2, "a"), (0, "q")]:
    heapq.heappush(tasks, item)
while tasks:
    print(heapq.heappop(tasks))
for make in [lambda: heapq.heappop([]), lambda: heapq.heappush((), 1), lambda: heapq.heappush([1], "a"), lambda: heapq.heapify(3)]:
    try:
        make()
    except Exception as e:
        print(type(e).__name__, e)
