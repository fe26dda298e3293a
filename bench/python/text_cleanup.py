# SPDX-License-Identifier: Apache-2.0
# Text methods: split, strip, replace, lower, startswith, find, join.


def clean(line):
    parts = line.strip().split(",")
    values = []
    for part in parts:
        part = part.strip().lower()
        if part.startswith("http"):
            part = part.replace("http", "hxxp").replace(".", "[.]")
        if not part or part == "none":
            continue
        if "=" in part:
            key, value = part.split("=", 1)
            part = key.title() + ": " + value
        values.append(part)
    return "; ".join(values)


def main():
    lines = ["  Host%d , HTTP://WWW.Example.com/%d, none, User=Admin%d, , Port=%d, STATUS Open  \n" % (n, n, n, n % 1000)
             for n in range(20000)]
    total = 0
    for _ in range(6):
        for line in lines:
            text = clean(line)
            total += len(text)
            if text.find("[.]example") > 0:
                total += 1
            total += text.count("a") + text.rfind(":")
            if text[:4].isalpha() and text[-4:].isdigit():
                total += 1
    print(total, clean(lines[42]))


main()
