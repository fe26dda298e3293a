"""Files of the run's directory through the library: csv, gzip, json, shutil, pathlib, tempfile; errors of kinds and types."""

import csv
import gzip
import io
import json
import os
import shutil
import tempfile
from pathlib import Path

import phantom.rules as phantom


def attempt(name, action):
    try:
        phantom.debug("{}: {}".format(name, action()))
    except Exception as error:
        phantom.debug("{}: {}: {}".format(name, type(error).__name__, error))


def on_start(container):
    attempt("csv", lambda: csv.writer(open("/tmp/a.csv", "w", newline="")).writerow([1, "b"]))
    attempt("gzip", lambda: [gzip.open("/tmp/a.gz", "wt").write("zip")])
    attempt("gz read", lambda: gzip.open("/tmp/a.gz", "rt").read())
    attempt("stat dir", lambda: os.path.getsize("/tmp/none"))
    attempt("trailing", lambda: open("/tmp/new/", "w"))
    attempt("trailing2", lambda: os.mkdir("/tmp/dir/"))
    attempt("isdir", lambda: [os.path.isdir("/tmp/dir/"), os.path.isfile("/tmp/a.csv/"), os.path.exists("/tmp/dir/.")])
    attempt("rename dir", lambda: os.rename("/tmp/dir", "/tmp/dir2"))
    attempt("iterdir", lambda: sorted(p.name for p in Path("/tmp").iterdir()))
    attempt("unlink missing", lambda: Path("/tmp/zz").unlink())
    attempt("unlink ok", lambda: Path("/tmp/zz").unlink(missing_ok=True))
    attempt("mkdir parents", lambda: Path("/x/y/z").mkdir(parents=True))
    attempt("mkdir exists", lambda: Path("/x/y/z").mkdir())
    attempt("rmdir file", lambda: os.rmdir("/tmp/a.csv"))
    attempt("remove dir", lambda: os.remove("/tmp/dir2"))
    attempt("read perms", lambda: [os.chmod("/tmp/a.csv", 0o600), oct(os.stat("/tmp/a.csv").st_mode)])
    attempt("utime", lambda: [os.utime("/tmp/a.csv", (10, 20)), os.path.getmtime("/tmp/a.csv")])
    attempt("proc", lambda: open("/proc/self/environ").read())
    attempt("dev", lambda: open("/dev/zero", "rb").read(1))
    attempt("null", lambda: open(os.devnull).read())
    attempt("mode", lambda: open("/tmp/a.csv", "q"))
    attempt("type", lambda: open(None))
    attempt("type2", lambda: os.listdir(5.5))
    attempt("mktemp", lambda: tempfile.mkstemp(suffix=".x")[1])
    attempt("spooled", lambda: tempfile.SpooledTemporaryFile(max_size=3).write(b"abcd"))
    attempt("after", lambda: tempfile.mktemp())
    attempt("disk", lambda: shutil.which("python3"))
    attempt("archive", lambda: shutil.make_archive("/tmp/arch", "zip", "/x"))
    attempt("unpack", lambda: shutil.unpack_archive("/tmp/arch.zip", "/un"))
    attempt("walk", lambda: list(os.walk("/un")))
    attempt("abs", lambda: [os.path.abspath("q"), os.path.realpath("/tmp/../tmp/a.csv"), str(Path("q").resolve())])
    attempt("expand", lambda: [os.path.expandvars("$HOME/x"), str(Path.home())])
    attempt("json", lambda: json.dump({"a": 1}, open("/tmp/j", "w")))
    attempt("json read", lambda: json.load(open("/tmp/j")))
    attempt("umask", lambda: os.getenv("PATH"))
    attempt("open code", lambda: io.open("/tmp/a.csv", "rb", buffering=0).name)
    attempt("same", lambda: os.path.samefile("/tmp/a.csv", "/tmp/../tmp/a.csv"))
    attempt("import os", lambda: [os.sep, os.name, os.uname().sysname])


def on_finish(container, summary):
    pass
