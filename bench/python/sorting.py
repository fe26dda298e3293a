# SPDX-License-Identifier: Apache-2.0
# Sorting: numbers, text, tuples, dicts by key function, reversed, in place.


def main():
    seed = 12345
    numbers = []
    for _ in range(20000):
        seed = (seed * 1103515245 + 12345) % 2147483648
        numbers.append(seed)
    texts = ["item%07d" % (number % 1000000) for number in numbers]
    rows = [{"name": text, "score": number % 100, "rank": number % 7 / 2} for text, number in zip(texts, numbers)]
    total = 0
    for _ in range(4):
        total += sorted(numbers)[100]
        total += len(sorted(texts)[50])
        pairs = sorted([(number % 50, text) for number, text in zip(numbers, texts)])
        total += pairs[500][0]
        best = sorted(rows, key=lambda row: row["score"], reverse=True)
        total += best[0]["score"]
        ranked = sorted(rows, key=lambda row: (-row["rank"], row["name"]))
        total += len(ranked[3]["name"])
        copy = list(texts)
        copy.sort(key=len)
        copy.sort(reverse=True)
        total += int(copy[0][4:])
        total += sorted([number / 3 for number in numbers])[0] > 0
        by_value = sorted({text: number for text, number in zip(texts, numbers)}.items(), key=lambda item: item[1])
        total += by_value[7][1]
    print(total)


main()
