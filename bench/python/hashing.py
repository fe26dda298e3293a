# SPDX-License-Identifier: Apache-2.0
# base64, hashes and hexadecimal digits of many short texts.
import base64
import binascii
import hashlib


def main():
    total = 0
    seen = set()
    for number in range(50000):
        text = "https://example.com/download/%d/file.bin" % number
        data = text.encode("utf-8")
        encoded = base64.b64encode(data).decode("ascii")
        if base64.b64decode(encoded) == data:
            total += len(encoded)
        seen.add(hashlib.md5(data).hexdigest())
        digest = hashlib.sha256(data).hexdigest()
        total += int(digest[:6], 16)
        total += len(binascii.hexlify(data))
        total += len(base64.urlsafe_b64encode(data[:7]))
    print(total, len(seen), digest)


main()
