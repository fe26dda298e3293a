# SPDX-License-Identifier: Apache-2.0
# A search tree of objects, walked by a recursive generator.
class Node:
    def __init__(self, key):
        self.key = key; self.left = None; self.right = None
    def insert(self, key):
        if key < self.key:
            if self.left is None: self.left = Node(key)
            else: self.left.insert(key)
        else:
            if self.right is None: self.right = Node(key)
            else: self.right.insert(key)
    def walk(self):
        if self.left: yield from self.left.walk()
        yield self.key
        if self.right: yield from self.right.walk()
root = Node(50000)
x = 12345
for _ in range(8000):
    x = (x * 1103515245 + 12345) % 100003
    root.insert(x)
s = 0
for _ in range(10):
    for k in root.walk(): s = (s * 31 + k) % 1000003
print(s)
