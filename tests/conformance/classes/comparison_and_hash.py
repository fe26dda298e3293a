# Rich comparison, hashing, sorting, use as keys.
import functools


class Version:
    def __init__(self, text):
        self.parts = tuple(int(part) for part in text.split("."))

    def __eq__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.parts == other.parts

    def __lt__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.parts < other.parts

    def __hash__(self):
        return hash(self.parts)

    def __repr__(self):
        return "v" + ".".join(map(str, self.parts))


versions = [Version(text) for text in ("1.10", "1.2", "0.9.1", "1.2")]
print(sorted(versions), min(versions), max(versions), versions[1] == versions[3], versions[0] != versions[1])
print(len(set(versions)), {Version("1.2"): "found"}[versions[3]], Version("0.9.1") in versions, versions.index(Version("1.2")))
print(versions[0] > versions[1], versions[0] == "1.10", versions[0] != "1.10")
for action in (lambda: versions[0] < 1, lambda: 1 < versions[0], lambda: versions[0] <= versions[1]):
    try:
        print(action())
    except TypeError as error:
        print(error)


@functools.total_ordering
class Level:
    def __init__(self, rank):
        self.rank = rank

    def __eq__(self, other):
        return self.rank == other.rank

    def __lt__(self, other):
        return self.rank < other.rank


low, high = Level(1), Level(9)
print(low < high, low <= high, low > high, low >= high, low == Level(1), low != high)
try:
    hash(low)
except TypeError as error:
    print(error)


class Silent:
    pass


one, two = Silent(), Silent()
print(one == one, one == two, one != two, len({one, two, one}), one in [two, one])


class Odd:
    def __eq__(self, other):
        return "yes"

    def __ne__(self, other):
        return []


print(Odd() == 1, Odd() != 1, 1 == Odd())
