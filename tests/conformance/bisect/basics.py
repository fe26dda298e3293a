import bisect

a = [1, 3, 3, 5, 9]
print([bisect.bisect_left(a, x) for x in (0, 1, 3, 4, 10)], [bisect.bisect(a, x) for x in (0, 1, 3, 4, 10)])
print(bisect.bisect_right(a, 3, 2), bisect.bisect_left(a, 3, 0, 2), bisect.bisect_left(a, 3, lo=2, hi=4))
bisect.insort(a, 4)
bisect.insort_left(a, 3)
print(a)
rows = [("a", 1), ("b", 5), ("c", 9)]
print(bisect.bisect_left(rows, 5, key=lambda r: r[1]))
bisect.insort(rows, ("d", 6), key=lambda r: r[1])
print(rows)
grades = [("F", 60), ("D", 70), ("C", 80), ("B", 90)]
print(["FDCBA"[bisect.bisect([60, 70, 80, 90], s)] for s in (33, 60, 89, 90, 100)])
try:
    bisect.bisect(a, 1, -1)
except ValueError as e:
    print(e)
