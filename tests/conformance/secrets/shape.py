import secrets

print(len(secrets.token_bytes(8)), len(secrets.token_hex(8)), len(secrets.token_urlsafe(16)), len(secrets.token_hex()))
print(set(secrets.token_hex(20)) <= set("0123456789abcdef"), all([0 <= secrets.randbelow(7) < 7 for _ in range(50)]), secrets.randbits(9) < 512)
print(secrets.choice([5]), secrets.choice("abc") in "abc", secrets.compare_digest("a", "a"), secrets.compare_digest(b"a", b"b"))
for make in [lambda: secrets.randbelow(0), lambda: secrets.choice([])]:
    try:
        make()
    except Exception as e:
        print(type(e).__name__, e)
