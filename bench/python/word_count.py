# SPDX-License-Identifier: Apache-2.0
# Words of a text counted in a dict, and characters.


def main():
    words = ["alpha", "beta", "gamma", "delta", "phishing", "malware", "the", "a", "of", "and"]
    text = " ".join([words[(n * n + n // 7) % 10] + ("%d" % (n % 300) if n % 5 == 0 else "") for n in range(60000)])
    total = 0
    for _ in range(8):
        counts = {}
        for word in text.split():
            counts[word] = counts.get(word, 0) + 1
        letters = {}
        for letter in text[:60000]:
            if letter not in letters:
                letters[letter] = 0
            letters[letter] += 1
        top = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:10]
        total += top[0][1] + len(counts) + letters["a"]
    print(total, top[:3])


main()
