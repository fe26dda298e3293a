"""Files of the run's directory: what lies below it, what leads out of it, and the texts of the errors."""

import glob
import io
import os
import shutil
import tempfile
import zipfile
from pathlib import Path

import phantom.rules as phantom


def attempt(name, action):
    try:
        phantom.debug("{}: {}".format(name, action()))
    except (OSError, ValueError) as error:
        phantom.debug("{}: {}: {}".format(name, type(error).__name__, error))


def write(path, text, mode="w"):
    with open(path, mode) as file:
        return file.write(text)


def read(path):
    with open(path) as file:
        return file.read()


def on_start(container):
    phantom.debug([os.getcwd(), os.listdir("/"), os.path.isdir("/tmp"), os.path.isdir("/opt/phantom"), os.path.exists("/etc")])
    plain_files()
    links()
    folders()
    through_the_library()
    surroundings()


def plain_files():
    attempt("write", lambda: write("/tmp/a.txt", "one\ntwo\n"))
    attempt("read", lambda: read("/tmp/a.txt"))
    attempt("append", lambda: write("/tmp/a.txt", "three\n", "a"))
    attempt("relative", lambda: write("here.txt", "x"))
    attempt("absolute", lambda: read("/here.txt"))
    attempt("again", lambda: write("/here.txt", "y", "x"))
    attempt("missing", lambda: read("/tmp/none"))
    attempt("no folder", lambda: write("/none/at/all", "x"))
    attempt("host", lambda: read("/etc/passwd"))
    attempt("folder", lambda: read("/tmp"))
    attempt("below a file", lambda: read("/tmp/a.txt/b"))
    attempt("out", lambda: read("../a"))
    attempt("far out", lambda: read("/tmp/../../a"))
    attempt("around", lambda: read("/tmp/../tmp/./a.txt"))
    attempt("empty", lambda: read(""))
    attempt("zero", lambda: read("a\0b"))
    attempt("bytes", lambda: open(b"/tmp/a.txt", "rb").read())
    attempt("name", lambda: open("/tmp/a.txt").name)
    attempt("io", lambda: io.open("/tmp/a.txt", encoding="ascii").readline())
    attempt("null", lambda: write("/dev/null", "x"))
    attempt("size", lambda: os.stat("/tmp/a.txt").st_size)
    attempt("access", lambda: [os.access("/tmp/a.txt", os.R_OK), os.access("/tmp/none", os.F_OK)])
    attempt("truncate", lambda: os.truncate("/tmp/a.txt", 3))
    attempt("truncated", lambda: read("/tmp/a.txt"))
    attempt("chown", lambda: os.chown("/tmp/a.txt", 1, 1))
    attempt("rename", lambda: os.rename("/tmp/none", "/tmp/more"))
    attempt("rename out", lambda: os.rename("/here.txt", "/../there.txt"))
    attempt("replace", lambda: os.replace("/here.txt", "/tmp/here.txt"))
    attempt("remove", lambda: os.remove("/tmp/here.txt"))
    attempt("remove again", lambda: os.remove("/tmp/here.txt"))
    descriptor = os.open("/tmp/raw", os.O_CREAT | os.O_RDWR, 0o600)
    attempt("raw", lambda: [os.write(descriptor, b"raw"), os.lseek(descriptor, 0, 0), os.read(descriptor, 9), os.close(descriptor)])


def links():
    os.symlink("/tmp/a.txt", "/tmp/absolute")
    os.symlink("a.txt", "/tmp/relative")
    os.symlink("../../etc/passwd", "/tmp/out")
    os.symlink("round", "/tmp/round")
    attempt("absolute link", lambda: read("/tmp/absolute"))
    attempt("relative link", lambda: read("/tmp/relative"))
    attempt("link out", lambda: read("/tmp/out"))
    attempt("round", lambda: read("/tmp/round"))
    attempt("target", lambda: os.readlink("/tmp/out"))
    attempt("no link", lambda: os.readlink("/tmp/a.txt"))
    attempt("real", lambda: os.path.realpath("/tmp/absolute"))
    attempt("kinds", lambda: [os.path.islink("/tmp/round"), os.path.exists("/tmp/round"), os.path.lexists("/tmp/round")])
    attempt("hard", lambda: [os.link("/tmp/a.txt", "/tmp/hard"), os.stat("/tmp/hard").st_nlink])


def folders():
    attempt("make", lambda: os.makedirs("/data/in/deep"))
    attempt("make again", lambda: os.makedirs("/data/in/deep"))
    attempt("make kept", lambda: os.makedirs("/data/in/deep", exist_ok=True))
    attempt("make below none", lambda: os.mkdir("/nowhere/x"))
    attempt("make root", lambda: os.mkdir("/"))
    for name in ("b", "a", "c"):
        write("/data/in/{}.csv".format(name), name)
    attempt("list", lambda: os.listdir("/data/in"))
    attempt("list bytes", lambda: os.listdir(b"/data"))
    attempt("list none", lambda: os.listdir("/data/none"))
    attempt("list a file", lambda: os.listdir("/data/in/a.csv"))
    attempt("scan", lambda: [(entry.name, entry.path, entry.is_dir(), entry.is_file()) for entry in os.scandir("/data/in")])
    attempt("walk", lambda: list(os.walk("/data")))
    attempt("glob", lambda: glob.glob("/data/*/*.csv"))
    attempt("go", lambda: [os.chdir("/data/in"), os.getcwd(), os.path.abspath("a.csv"), read("a.csv"), read("../in/b.csv")])
    attempt("go to a file", lambda: os.chdir("a.csv"))
    attempt("list here", lambda: os.listdir())
    attempt("back", lambda: os.chdir("/"))
    attempt("not empty", lambda: os.rmdir("/data"))
    attempt("remove root", lambda: os.rmdir("/"))
    attempt("remove folder", lambda: os.rmdir("/data/in/deep"))


def through_the_library():
    attempt("path", lambda: sorted(str(path) for path in Path("/data").rglob("*")))
    attempt("path text", lambda: [Path("/data/p.txt").write_text("p"), Path("/data/p.txt").read_text(), Path("/data/p.txt").exists()])
    attempt("path cwd", lambda: Path.cwd())
    attempt("path none", lambda: Path("/data/none").read_bytes())
    attempt("path out", lambda: Path("/data/../../x").exists())
    attempt("copy", lambda: shutil.copy("/data/in/a.csv", "/data/copy.csv"))
    attempt("copy tree", lambda: shutil.copytree("/data/in", "/data/out"))
    attempt("copied", lambda: sorted(os.listdir("/data/out")))
    attempt("move", lambda: shutil.move("/data/out/a.csv", "/data/moved.csv"))
    with zipfile.ZipFile("/data/all.zip", "w") as archive:
        archive.write("/data/in/a.csv", "a.csv")
        archive.writestr("deep/b.csv", "bb")
    attempt("zip", lambda: zipfile.ZipFile("/data/all.zip").namelist())
    attempt("unzip", lambda: zipfile.ZipFile("/data/all.zip").extractall("/data/unzipped"))
    attempt("unzipped", lambda: [read("/data/unzipped/a.csv"), read("/data/unzipped/deep/b.csv")])
    attempt("no zip", lambda: zipfile.is_zipfile("/data/in/a.csv"))
    attempt("remove tree", lambda: [shutil.rmtree("/data"), os.path.exists("/data")])
    attempt("remove no tree", lambda: shutil.rmtree("/data"))
    attempt("temporary", lambda: tempfile.gettempdir())
    with tempfile.NamedTemporaryFile("w+", suffix=".txt") as file:
        file.write("t")
        file.flush()
        attempt("named", lambda: [file.name, read(file.name)])
        name = file.name
    attempt("gone", lambda: os.path.exists(name))
    with tempfile.TemporaryDirectory(prefix="dir_") as folder:
        attempt("folder of its own", lambda: [folder, os.path.isdir(folder)])
    attempt("made", lambda: tempfile.mkdtemp())
    with tempfile.TemporaryFile() as file:
        attempt("without a name", lambda: [file.write(b"abc"), file.seek(1), file.read()])
    descriptor, name = tempfile.mkstemp(dir="/var/tmp", prefix="p")
    attempt("mkstemp", lambda: [name, os.close(descriptor)])


def surroundings():
    attempt("environment", lambda: sorted(os.environ.items()))
    attempt("home", lambda: os.path.expanduser("~/x"))
    attempt("who", lambda: [os.getpid(), os.cpu_count(), os.getenv("NONE"), os.getlogin()])
    attempt("system", lambda: os.system("true"))


def on_finish(container, summary):
    phantom.debug(os.listdir("/tmp"))
