# SPDX-License-Identifier: Apache-2.0
# Classes with super(), properties, comparison and hashing.
class Shape:
    def __init__(self, name): self.name = name
    def area(self): return 0
    def __repr__(self): return f"{self.__class__.__name__}({self.name})"
class Rect(Shape):
    def __init__(self, w, h):
        super().__init__("rect"); self.w = w; self.h = h
    def area(self): return self.w * self.h
    @property
    def diag(self): return (self.w ** 2 + self.h ** 2) ** 0.5
class Square(Rect):
    def __init__(self, s): super().__init__(s, s)
    def __eq__(self, o): return self.w == o.w
    def __lt__(self, o): return self.w < o.w
    def __hash__(self): return hash(self.w)
total = 0; seen = set()
shapes = []
for i in range(30000):
    s = Square(i % 97) if i % 2 else Rect(i % 13, i % 7)
    total += s.area() + int(s.diag)
    if i % 2: seen.add(s); shapes.append(s)
shapes.sort()
print(total, len(seen), shapes[0], shapes[-1].area())
