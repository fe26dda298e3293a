# SPDX-License-Identifier: Apache-2.0
import base64
import io
import zipfile


def attempt(label, action):
    try:
        print(label, "->", repr(action()))
    except Exception as error:
        print(label, "!", type(error).__name__, error)


ARCHIVE = base64.b64decode("UEsDBBQAAQAAAAAAIQCCNDymGwAAAA8AAAAKAAAAc2VjcmV0LnR4dEIF/4DdADXBa/RktzCHDlpLOraNYLzRl3cnBVBLAQIUAxQAAQAAAAAAIQCCNDymGwAAAA8AAAAKAAAAAAAAAAAAAACAAQAAAABzZWNyZXQudHh0UEsFBgAAAAABAAEAOAAAAEMAAAAAAA==")
archive = zipfile.ZipFile(io.BytesIO(ARCHIVE))
print(archive.namelist(), archive.infolist()[0].flag_bits)
attempt("without", lambda: archive.read("secret.txt"))
attempt("wrong", lambda: archive.read("secret.txt", pwd=b"wrong"))
attempt("str", lambda: archive.read("secret.txt", pwd="infected"))
print(archive.read("secret.txt", pwd=b"infected"))
archive.setpassword(b"infected")
print(archive.read("secret.txt"), archive.open("secret.txt").readline())
archive.extractall(path="out", pwd=b"infected")
print(open("out/secret.txt").read())
attempt("setpassword", lambda: archive.setpassword("infected"))
