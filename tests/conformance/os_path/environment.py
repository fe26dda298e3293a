# SPDX-License-Identifier: Apache-2.0
import os


def attempt(label, action):
    try:
        print(label, "->", repr(action()))
    except Exception as error:
        print(label, "!", type(error).__name__, error)


print(os.environ.get("PBC_NOT_SET"), os.getenv("PBC_NOT_SET"), os.getenv("PBC_NOT_SET", "x"), "PBC_NOT_SET" in os.environ)
os.environ["PBC_TEST"] = "value"
print(os.environ["PBC_TEST"], os.getenv("PBC_TEST"), os.path.expandvars("$PBC_TEST/${PBC_TEST}/$PBC_NOT_SET/$"), os.environ.setdefault("PBC_TEST", "y"))
del os.environ["PBC_TEST"]
print(os.environ.pop("PBC_TEST", "gone"))
attempt("missing", lambda: os.environ["PBC_TEST"])
print(isinstance(os.environ.get("HOME", ""), str), os.path.expanduser("no/tilde"), os.path.expanduser("~/x") == os.path.join(os.environ.get("HOME", "/"), "x"))
print(len(os.urandom(8)), isinstance(os.urandom(4), bytes), isinstance(os.getpid(), int), isinstance(os.cpu_count(), int))
attempt("urandom", lambda: os.urandom(-1))
print(os.strerror(2), os.error is OSError, os.F_OK, os.R_OK, os.W_OK, os.X_OK)
