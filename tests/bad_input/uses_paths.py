"""
Tries to reach files outside of the run's directory, in every way that Python code and the vault have
"""

import phantom.rules as phantom
import glob
import json
import os
import pathlib
import shutil
import tempfile
import zipfile


def write(path, mode="w"):
    with open(path, mode) as file:
        file.write("written by a run")
    return "written"


def read(path):
    with open(path) as file:
        return file.read(2000)


def read_bytes(path):
    with open(path, "rb") as file:
        return str(file.read(2000))


def descriptor(path, flags):
    number = os.open(path, flags)
    os.close(number)
    return "opened"


def link_to(path, make):
    make(path, "made_link")
    try:
        return [read("made_link"), os.readlink("made_link")]
    finally:
        os.remove("made_link")


def move_to(path, move):
    write("own.txt")
    move("own.txt", path)
    return "moved"


def move_from(path, move):
    move(path, "taken.txt")
    return read("taken.txt")


def archive(path):
    with zipfile.ZipFile("a.zip", "w") as made:
        made.writestr(path, "from an archive")
    with zipfile.ZipFile("a.zip") as made:
        made.extractall("unpacked")
    return sorted(os.listdir("unpacked"))


def into_folder(path):
    os.chdir(path)
    try:
        return [os.getcwd(), os.listdir("."), os.path.exists("secret.txt")]
    finally:
        os.chdir("/")


WAYS = [
    ("read", read),
    ("read_bytes", read_bytes),
    ("path read", lambda path: pathlib.Path(path).read_text()),
    ("listdir", os.listdir),
    ("walk", lambda path: [list(step) for step in os.walk(path)][:3]),
    ("glob", lambda path: glob.glob(path + "/*")[:5]),
    ("exists", lambda path: [os.path.exists(path), os.path.isfile(path), os.path.isdir(path), os.path.islink(path)]),
    ("size", os.path.getsize),
    ("realpath", os.path.realpath),
    ("readlink", os.readlink),
    ("chdir", into_folder),
    ("os.open", lambda path: descriptor(path, os.O_RDONLY)),
    ("symlink", lambda path: link_to(path, os.symlink)),
    ("hard link", lambda path: link_to(path, os.link)),
    ("copy from", lambda path: move_from(path, shutil.copy)),
    ("copytree from", lambda path: [shutil.copytree(path, "tree"), sorted(os.listdir("tree"))]),
    ("write", write),
    ("append", lambda path: write(path, "a")),
    ("exclusive", lambda path: write(path, "x")),
    ("update", lambda path: write(path, "r+")),
    ("os.open new", lambda path: descriptor(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)),
    ("path write", lambda path: pathlib.Path(path).write_text("written by a run")),
    ("touch", lambda path: pathlib.Path(path).touch()),
    ("truncate", lambda path: os.truncate(path, 0)),
    ("utime", lambda path: os.utime(path, (1, 1))),
    ("chmod", lambda path: os.chmod(path, 0o777)),
    ("mkdir", os.mkdir),
    ("makedirs", lambda path: os.makedirs(path + "/deeper")),
    ("copy to", lambda path: move_to(path, shutil.copy)),
    ("move to", lambda path: move_to(path, shutil.move)),
    ("rename to", lambda path: move_to(path, os.rename)),
    ("temporary file in", lambda path: tempfile.mkstemp(dir=path)[0]),
    ("temporary name", lambda path: tempfile.mkstemp(prefix=path)[0]),
    ("archive", archive),
    ("move from", lambda path: move_from(path, shutil.move)),
    ("rename from", lambda path: move_from(path, os.rename)),
    ("remove", os.remove),
    ("rmdir", os.rmdir),
    ("rmtree", shutil.rmtree),
]


@phantom.playbook_block()
def on_start(container):
    for row in phantom.collect2(container=container, datapath=["playbook_input:path"]):
        path = row[0]
        for name, way in WAYS:
            try:
                found = str(way(path))
            except Exception as error:
                found = type(error).__name__ + " " + str(error)
            phantom.debug(json.dumps([path[:80], name, found[:4000]]))
        phantom.debug(json.dumps(["vault_add", phantom.vault_add(container=container, file_location=path)[0]]))
        write("own.txt")
        success, message, vault_id = phantom.vault_add(container=container, file_location="/own.txt", file_name=path)
        phantom.debug(json.dumps(["named", success, phantom.vault_info(vault_id=vault_id, file_name=path)[0]]))
        phantom.debug(json.dumps(phantom.vault_info(file_name=path)[0]))
        phantom.debug(json.dumps(phantom.vault_delete(file_name=path)[0]))
    phantom.debug("every path was tried")
