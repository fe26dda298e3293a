a = b = [1, 2, 3]
first, *rest = a
(x, y), z = (1, 2), 3
a[0], a[1] = a[1], a[0]
a[1:] = [4]
a[0] += 1
b.extra = 1
del a[0], x
