from difflib import SequenceMatcher, get_close_matches

PAIRS = [
    ("abcd", "bcde"), ("", ""), ("", "x"), ("abxcd", "abcd"), ("private Thread currentThread;", "private volatile Thread currentThread;"),
    ("qabxcd", "abycdf"), ([1, 2, 3, 4], [2, 3, 5, 4]), ("x" * 300 + "abc", "abc" + "x" * 250), (["a", "b", ("c", 1)], ["b", ("c", 1), "é"]),
]
for a, b in PAIRS:
    matcher = SequenceMatcher(None, a, b)
    print(matcher.ratio(), matcher.quick_ratio(), matcher.real_quick_ratio())
    print(matcher.get_matching_blocks())
    print(matcher.get_opcodes())
    print([group for group in matcher.get_grouped_opcodes(1)], matcher.find_longest_match())
blanks = SequenceMatcher(lambda c: c == " ", " abcd", "abcd abcd")
print(blanks.find_longest_match(0, 5, 0, 9), blanks.ratio())
plain = SequenceMatcher(a=" abcd", b="abcd abcd", autojunk=False)
match = plain.find_longest_match(0, 5, 0, 9)
print(match, match.a, match.b, match.size, match == (0, 4, 5))
plain.set_seq1("cdab")
print(plain.ratio(), plain.a, plain.b)
plain.set_seqs("one", "one")
print(plain.ratio())
words = ["ape", "apple", "peach", "puppy", "appel", "application"]
print(get_close_matches("appel", words), get_close_matches("wheel", words), get_close_matches("appl", words, n=1), get_close_matches("app", words, 10, 0.1))
for bad in (lambda: get_close_matches("a", words, 0), lambda: get_close_matches("a", words, 1, 2), lambda: SequenceMatcher(None, [[1]], [[1]])):
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(error)
