# SPDX-License-Identifier: Apache-2.0
"""What a playbook's Python code sees of the machine: files of the run's directory, fixed facts, no processes.

The functions of `os`, `io.open`, `tempfile`, `traceback` and `subprocess` are replaced once; while a playbook's code runs they work on its
run's directory, so that shutil, pathlib, zipfile and their like do too, and for everything else they are what they were.
"""

import builtins
import errno
import functools
import io
import os
import random
import stat
import subprocess
import sys
import tempfile
import traceback
from contextlib import contextmanager

from .files import NO_REGULAR_FILE, failure, host_depth

ENVIRONMENT = {
    "HOME": "/",
    "LANG": "C.UTF-8",
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "TZ": "UTC",
    "USER": "phantom",
}
NO_PROCESS = "a compiled playbook starts no processes and sends no signals"
HOST_READERS = ("zoneinfo", "dateutil", "pytz", "importlib", "linecache", "tokenize", "ctypes")

_process = lambda: None  # noqa: E731  the process whose playbook is running, or None; install() sets it
_open, _os_open, _real = builtins.open, os.open, {}


def _directory():
    """That of the playbook that is running; None for what the reference itself, and what reads time zones, does."""
    process = None if host_depth else _process()
    if process is None:
        return None
    frame = sys._getframe(2)
    for _ in range(6):
        if frame is None:
            break
        if frame.f_globals.get("__name__", "").split(".")[0] in HOST_READERS:
            return None
        frame = frame.f_back
    return process.files


def _is_path(value):
    return isinstance(value, (str, bytes)) or hasattr(type(value), "__fspath__")


def _confined(value, directory, follow):
    path = os.fspath(value)
    real = directory.real(os.fsdecode(path), follow)
    return os.fsencode(real) if isinstance(path, bytes) else real


def _one_path(function, follow, on_root):
    """A function of os whose first argument is a path; with `on_root`, that error for the run's directory itself."""

    @functools.wraps(function)
    def confined(path, *args, **kwargs):
        directory = _directory()
        if directory is None or not _is_path(path) or kwargs.get("dir_fd") is not None or path == os.devnull:
            return function(path, *args, **kwargs)
        try:
            text = os.fspath(path)
            if function is _real["mkdir"]:
                text = text.rstrip("/" if isinstance(text, str) else b"/") or text[:1]
            real = _confined(text, directory, follow and kwargs.get("follow_symlinks", True))
            if on_root and os.fsdecode(real) == directory.root:
                raise failure(on_root)
            return function(real, *args, **kwargs)
        except OSError as error:
            raise OSError(error.errno, error.strerror, os.fspath(path)) from None

    return confined


def _two_paths(function):
    @functools.wraps(function)
    def confined(source, target, *args, **kwargs):
        directory = _directory()
        if directory is None or not (_is_path(source) and _is_path(target)) or kwargs:
            return function(source, target, *args, **kwargs)
        try:
            paths = [_confined(path, directory, False) for path in (source, target)]
            if directory.root in map(os.fsdecode, paths):
                raise failure(errno.EBUSY)
            return function(*paths, *args)
        except OSError as error:
            raise OSError(error.errno, error.strerror, os.fspath(source), None, os.fspath(target)) from None

    return confined


def _symlink(target, path, target_is_directory=False, *, dir_fd=None):
    """A link keeps the text of its target."""
    directory = _directory()
    if directory is None or not _is_path(path):
        return _real["symlink"](target, path, target_is_directory, dir_fd=dir_fd)
    try:
        return _real["symlink"](target, _confined(path, directory, False))
    except OSError as error:
        raise OSError(error.errno, error.strerror, os.fspath(target), None, os.fspath(path)) from None


def _listdir(path=None):
    directory = _directory()
    if directory is None or path is not None and not _is_path(path):
        return _real["listdir"](path)
    folder = "." if path is None else os.fspath(path)
    try:
        return sorted(_real["listdir"](_confined(folder, directory, True)))
    except OSError as error:
        raise OSError(error.errno, error.strerror, folder) from None


class _Entry:
    """os.DirEntry of the run's directory."""

    def __init__(self, entry, folder):
        self._entry, self.name, self.path = entry, entry.name, os.path.join(folder, entry.name)

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f"<DirEntry {self.name!r}>"

    def inode(self):
        return self._entry.inode()

    def is_symlink(self):
        return self._entry.is_symlink()

    def is_dir(self, *, follow_symlinks=True):
        return self._is(stat.S_ISDIR, follow_symlinks)

    def is_file(self, *, follow_symlinks=True):
        return self._is(stat.S_ISREG, follow_symlinks)

    def stat(self, *, follow_symlinks=True):
        return os.stat(self.path, follow_symlinks=follow_symlinks)

    def _is(self, kind, follow):
        try:
            return kind(self.stat(follow_symlinks=follow).st_mode)
        except FileNotFoundError:
            return False


class _Scan:
    def __init__(self, entries):
        self._entries = iter(entries)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def close(self):
        self._entries = iter(())


def _scandir(path=None):
    directory = _directory()
    if directory is None or path is not None and not _is_path(path):
        return _real["scandir"](path)
    folder = "." if path is None else os.fspath(path)
    try:
        with _real["scandir"](_confined(folder, directory, True)) as entries:
            return _Scan([_Entry(entry, folder) for entry in sorted(entries, key=lambda entry: entry.name)])
    except OSError as error:
        raise OSError(error.errno, error.strerror, folder) from None


def _chdir(path):
    directory = _directory()
    if directory is None:
        return _real["chdir"](path)
    try:
        place = directory.resolve(os.fsdecode(path))
        if not stat.S_ISDIR(_real["stat"](directory.real(place)).st_mode):
            raise failure(errno.ENOTDIR)
        directory.folder = place
    except OSError as error:
        raise OSError(error.errno, error.strerror, os.fspath(path)) from None


def _descriptor(directory, path, flags, mode=0o777):
    real = directory.real(os.fsdecode(path), not flags & (os.O_EXCL | os.O_NOFOLLOW))
    try:
        kind = _real["lstat"](real).st_mode
        if not (stat.S_ISREG(kind) or stat.S_ISDIR(kind) or stat.S_ISLNK(kind)):
            raise failure(errno.EACCES, NO_REGULAR_FILE)
    except FileNotFoundError:
        if os.fsdecode(path).endswith("/"):
            raise failure(errno.EISDIR if flags & os.O_CREAT else errno.ENOENT) from None
    return _os_open(real, flags | os.O_CLOEXEC, mode)


def _open_descriptor(path, flags, mode=0o777, *, dir_fd=None):
    directory = _directory()
    if directory is None or dir_fd is not None or not _is_path(path) or path == os.devnull:
        return _os_open(path, flags, mode, dir_fd=dir_fd)
    try:
        return _descriptor(directory, os.fspath(path), flags, mode)
    except OSError as error:
        raise OSError(error.errno, error.strerror, os.fspath(path)) from None


def _open_file(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    directory = _directory()
    if directory is None or not _is_path(file) or opener is not None or file == os.devnull:
        return _open(file, mode, buffering, encoding, errors, newline, closefd, opener)

    def confined(path, flags):
        return _descriptor(directory, path, flags, 0o666)

    try:
        return _open(file, mode, buffering, encoding, errors, newline, closefd, confined)
    except OSError as error:
        raise OSError(error.errno, error.strerror, os.fspath(file)) from None


def _instead(function, value):
    """`value(process, ...)` while a playbook runs."""

    @functools.wraps(function)
    def confined(*args, **kwargs):
        process = None if host_depth else _process()
        return function(*args, **kwargs) if process is None else value(process, *args, **kwargs)

    return confined


def _refuse(name):
    def refuse(process, *args, **kwargs):
        raise PermissionError(f"{name}: {NO_PROCESS}")

    return refuse


class _Names:
    """The names that tempfile tries, each from the entropy of whoever runs."""

    def __init__(self, names):
        self._names = names

    def __iter__(self):
        return self

    def __next__(self):
        process = None if host_depth else _process()
        return next(self._names) if process is None else process.entropy.file_name()


FOLLOWING = "stat access chmod utime truncate listxattr getxattr setxattr removexattr".split()
ON_THE_SPOT = "lstat readlink".split()
CHANGING = {"mkdir": errno.EEXIST, "rmdir": errno.EBUSY, "unlink": errno.EISDIR, "remove": errno.EISDIR}
FIXED = {"getpid": 1, "getuid": 1000, "geteuid": 1000, "getgid": 1000, "getegid": 1000, "getlogin": "phantom", "cpu_count": 1}
COMPREHENSIONS = ("<listcomp>", "<dictcomp>", "<setcomp>")
STARTING = (
    "system popen fork forkpty execl execle execlp execlpe execv execve execvp execvpe spawnl spawnle spawnlp spawnlpe spawnv "
    "spawnve spawnvp spawnvpe posix_spawn kill killpg abort wait"
)


def _playbook_frames(frames):
    """A traceback as a playbook sees it (docs/python.md): entries of playbooks only, none of comprehensions, and no columns."""
    process = None if host_depth else _process()
    for frame, position in frames:
        if process is None:
            yield frame, position
        elif any(frame.f_globals is space for space in process.trace.modules) and frame.f_code.co_name not in COMPREHENSIONS:
            yield frame, (position[0], None, None, None)


def _refuse_owner(process, path, *args, **kwargs):
    raise OSError(errno.EPERM, os.strerror(errno.EPERM), path)


def install(process):
    """Replaces the functions; `process()` is asked at each call."""
    global _process
    _process = process
    if _real:
        return
    replaced = {}
    _real.update({name: getattr(os, name) for name in dir(os)})
    replaced.update({name: _one_path(_real[name], True, 0) for name in FOLLOWING})
    replaced.update({name: _one_path(_real[name], False, 0) for name in ON_THE_SPOT})
    replaced.update({name: _one_path(_real[name], False, error) for name, error in CHANGING.items()})
    replaced.update({name: _two_paths(_real[name]) for name in ("rename", "replace", "link")})
    replaced.update(symlink=_symlink, listdir=_listdir, scandir=_scandir, chdir=_chdir, open=_open_descriptor)
    replaced["getcwd"] = _instead(os.getcwd, lambda process: process.files.folder)
    replaced["getcwdb"] = _instead(os.getcwdb, lambda process: os.fsencode(process.files.folder))
    replaced["urandom"] = _instead(os.urandom, lambda process, size: process.entropy.urandom(size))
    replaced["chown"] = _instead(os.chown, _refuse_owner)
    for name, value in FIXED.items():
        replaced[name] = _instead(_real[name], lambda process, value=value: value)
    for name in STARTING.split():
        replaced[name] = _instead(_real[name], _refuse(f"os.{name}"))
    for name, function in replaced.items():
        setattr(os, name, function)
        for supported in (os.supports_dir_fd, os.supports_fd, os.supports_follow_symlinks):
            if _real[name] in supported:
                supported.add(function)
    builtins.open = io.open = _open_file
    random._urandom = replaced["urandom"]
    tempfile._TemporaryFileCloser.close.__defaults__ = (replaced["unlink"],)
    names = _Names(tempfile._get_candidate_names())
    tempfile._get_candidate_names = lambda: names
    tempfile._get_default_tempdir = _instead(tempfile._get_default_tempdir, lambda process: "/tmp")
    spooled = tempfile.SpooledTemporaryFile
    spooled._check = _instead(spooled._check, lambda process, self, file: None)  # stays in memory, and draws no name
    tempfile._O_TMPFILE_WORKS = False  # such files have no name that would be drawn
    extract = traceback.StackSummary._extract_from_extended_frame_gen.__func__
    traceback.StackSummary._extract_from_extended_frame_gen = classmethod(
        lambda cls, frames, **options: extract(cls, _playbook_frames(frames), **options)
    )
    for name in ("Popen", "call", "check_call", "check_output", "getoutput", "getstatusoutput", "run"):
        setattr(subprocess, name, _instead(getattr(subprocess, name), _refuse(f"subprocess.{name}")))


@contextmanager
def surroundings(process):
    """What a playbook's code finds around it, and leaves behind for the next block, but not for the reference."""
    before = os.environ, tempfile.tempdir
    os.environ, tempfile.tempdir = process.environment, process.temporary_folder
    try:
        yield
    finally:
        process.temporary_folder = tempfile.tempdir
        os.environ, tempfile.tempdir = before
