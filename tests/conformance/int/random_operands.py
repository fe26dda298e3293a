# SPDX-License-Identifier: Apache-2.0
# Operators on random ints around the sizes where the representation changes, and on ints of a class.
seed = 4
def rnd(n):
    global seed
    seed = (seed * 6364136223846793005 + 1442695040888963407) % (1 << 64)
    return (seed >> 33) % n
class Own(int):
    pass
edges = [0, 1, 2, 31, 32, 53, 62, 63, 64, 65, 126, 127, 128, 129, 191, 192, 200]
def rint():
    k = rnd(6)
    if k == 0:
        return rnd(10) - 5
    number = (1 << edges[rnd(len(edges))]) + rnd(3) - 1
    if k == 1:
        number += rnd(1 << 31) << rnd(40)
    if k == 2:
        number = number * (rnd(1 << 31) + 1) + rnd(1 << 31)
    if k == 3:
        number = Own(number)
    if k == 4:
        return rnd(2) == 0
    return -number if rnd(2) else number
def attempt(f):
    try:
        return f()
    except Exception as e:
        return type(e).__name__ + ": " + str(e)
for n in range(4000):
    a, b, c = rint(), rint(), rint()
    s = rnd(200) if rnd(10) else Own(rnd(200)) if rnd(2) else -1
    print(a, b, a + b, a - b, a * b, a & b, a | b, a ^ b, ~a, -a, attempt(lambda: a << s), attempt(lambda: a >> s))
    print(attempt(lambda: divmod(a, b)), attempt(lambda: a // b), attempt(lambda: a % b), attempt(lambda: a / b))
    print(a < b, a == b, a <= b, hash(a), attempt(lambda: pow(a, abs(b) % 1000, c)), attempt(lambda: pow(a, -1, c)), int(a).bit_length())
    if abs(b) > 1 << 62 or b < 0:
        print(attempt(lambda: 1 >> b), attempt(lambda: a >> b), attempt(lambda: 0 << abs(b)))
print(pow(3, 2**63 - 1, 2**63 - 1), pow(-3, 5, 7), pow(5, 0, 1), pow(2**62, 2**62, 2**62 - 57), pow(True, True, 2))
