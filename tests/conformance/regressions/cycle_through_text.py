# SPDX-License-Identifier: Apache-2.0
# An object that derives from a built-in type and is part of a cycle when the run ends.
class Text(str):
    pass


class Holder:
    pass


text = Text("x")
holder = Holder()
holder.all = [text]
text.holder = holder
numbers = type("Numbers", (list,), {})([1])
numbers.own = numbers
print(text, text.holder.all, numbers.own)
