# SPDX-License-Identifier: Apache-2.0
# Digests, base64 and hexadecimal digits of data around the sizes of blocks.
import hashlib, base64, binascii
total = hashlib.sha256()
for n in range(300):
    data = bytes((i * 7 + n) % 256 for i in range(n))
    for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_256"):
        total.update(hashlib.new(name, data).digest())
    e = base64.b64encode(data)
    total.update(e)
    assert base64.b64decode(e) == data
    total.update(binascii.hexlify(data))
print(total.hexdigest())
print(base64.b64decode("YQ=="), base64.b64decode("YW I="), b"abc".hex("-"), b"".hex())
