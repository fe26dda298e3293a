# SPDX-License-Identifier: Apache-2.0
import base64
import hashlib
import binascii
print(base64.b64encode(b'hello?>'), base64.b64decode('aGVsbG8/Pg=='), base64.urlsafe_b64encode(b'\xfb\xff'), base64.urlsafe_b64decode('-_8='), base64.b64encode('é'.encode()).decode(), base64.b32encode(b'hi'), base64.b16encode(b'\xff'), base64.b64decode(b'YQ=='))
for name in ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512']:
    print(name, getattr(hashlib, name)(b'abc').hexdigest(), hashlib.new(name, b'').hexdigest())
h = hashlib.sha256()
h.update(b'a')
h.update('bc'.encode('utf-8'))
print(h.hexdigest() == hashlib.sha256(b'abc').hexdigest(), h.digest()[:4], h.name, h.digest_size, hashlib.md5('é'.encode()).hexdigest(), binascii.hexlify(b'ab'), binascii.unhexlify('6162'), binascii.crc32(b'abc'))
for bad in [lambda: base64.b64decode('a'), lambda: base64.b64encode('text'), lambda: hashlib.sha256('text'), lambda: hashlib.new('nope'), lambda: binascii.unhexlify('abc'), lambda: base64.b64decode('é')]:
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
