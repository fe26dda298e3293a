# Raw strings that end with an escaped quote or an even number of backslashes.
print([r'\\', r"\\", R'''\\''', rb'\\', r'a\\', r'\'', r"\"", r'\\\'', r'\\' '\\' r'\''])
print(len(r'\\\\'), r'\\'.join(['a', 'b']), {r'\\': r"\""})
