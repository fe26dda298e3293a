# SPDX-License-Identifier: Apache-2.0
from collections import UserString


class Shout(UserString):
    def loud(self):
        return self.upper() + "!"


s = Shout("abc")
print(s, repr(s), s.loud(), type(s.loud()).__name__, s.data, len(s), s[0], s[1:], type(s[1:]).__name__)
print(s + "d", "z" + s, s * 2, s == "abc", s == Shout("abc"), s < "abd", "b" in s, hash(s) == hash("abc"))
print(s.replace("b", "x"), s.split("b"), s.find("c"), s.center(7, "*"), s.startswith("ab"), s.join(["1", "2"]), s.encode())
print(UserString(5), int(UserString("42")) + 1, float(UserString("1.5")), UserString("%d-%s") % (1, "a"), list(s), sorted(Shout("cab")))
print(UserString("{} {}").format(1, 2), isinstance(s, str), isinstance(s, UserString), s.isalpha(), s.count("a"))
