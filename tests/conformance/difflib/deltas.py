import difflib

OLD = """one
two
three
four
five
six
seven
eight
nine
ten
eleven
twelve
thirteen
""".splitlines(keepends=True)
NEW = ["zero\n"] + OLD[:3] + ["fourth\n", "fifth wheel\n"] + OLD[5:11] + ["twelfe\n"] + ["\tlast\n"]
for n in (3, 1, 0):
    print("".join(difflib.unified_diff(OLD, NEW, "old", "new", n=n)), end="")
    print("".join(difflib.context_diff(OLD, NEW, fromfile="old", tofile="new", fromfiledate="then", tofiledate="now", n=n)), end="")
print(list(difflib.unified_diff(["a", "b"], ["a", "c"], lineterm="")), list(difflib.unified_diff(OLD, OLD)), list(difflib.unified_diff([], ["x"], lineterm="")))
delta = list(difflib.ndiff(OLD, NEW))
print("".join(delta), end="")
print("".join(difflib.restore(delta, 1)) == "".join(OLD), "".join(difflib.restore(delta, 2)) == "".join(NEW))
print("".join(difflib.Differ().compare(["\tone two\n", "same\n", "gone\n"], ["\tone  tow\n", "same\n"])), end="")
print("".join(difflib.ndiff(["private Thread currentThread;\n", "x y z\n", "b\n"], ["private volatile Thread currentThread;\n", "q\n", "x  y z\n"])), end="")
print(difflib.IS_LINE_JUNK("  # \n"), difflib.IS_LINE_JUNK("x"), difflib.IS_CHARACTER_JUNK(" "), difflib.IS_CHARACTER_JUNK("\n"))
for bad in (lambda: list(difflib.unified_diff([1], ["a"])), lambda: list(difflib.unified_diff(["a"], ["b"], b"f")), lambda: list(difflib.restore([], 3))):
    try:
        print(bad())
    except (TypeError, ValueError) as error:
        print(error)
