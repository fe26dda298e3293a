# SPDX-License-Identifier: Apache-2.0
# A report of many lines: f-strings with specifications, join, format, percent, += on text.


def report(rows):
    lines = []
    for name, count, ratio in rows:
        lines.append(f"| {name:<12} | {count:>8,} | {ratio:7.2%} |")
        lines.append("{}: {} of {!r}".format(name.upper(), count, ratio))
        lines.append("%-10s %5d %.3f" % (name, count, ratio))
    text = ""
    for line in lines:
        text += line
        text += "\n"
    return text + "\n".join(lines)


def main():
    size = 0
    last = ""
    for turn in range(12):
        rows = [("host%d" % number, number * 37 * (turn + 1), number / 9000) for number in range(5000)]
        last = report(rows)
        size += len(last)
    print(size, last[1000:1100].strip(), last.count("|"))


main()
