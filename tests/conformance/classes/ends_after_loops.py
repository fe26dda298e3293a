# SPDX-License-Identifier: Apache-2.0
# Values that wait in one block are not those of the next block, in a script that can see when objects end.
class Seen:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        pass

    def __ne__(self, other):
        return self.name != other.name

    def fail(self, text):
        print(text)

    def compare(self, values, results):
        failed = False
        for key in values.keys():
            if key == 7:
                continue
            if results[key] != values[key]:
                print("%s: %s %s" % (key, results[key].name, values[key].name), sep="")
                failed = True
        if failed:
            self.fail("not the same")
        while values:
            if values.popitem()[0] != 1:
                break
        if not values:
            self.fail("empty")


Seen("one").compare({1: Seen("two")}, {1: Seen("three")})
