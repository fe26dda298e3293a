# SPDX-License-Identifier: Apache-2.0
"""The run's directory (docs/python.md, "Files"): the root of all paths that a playbook names."""

import errno
import os
import shutil
import stat
import tempfile
from contextlib import contextmanager

EXPECTED = ("/tmp", "/var/tmp", "/opt/phantom/vault/tmp")
LEADS_OUT = "The path leads out of the run's directory"
NO_REGULAR_FILE = "Only regular files can be opened, no devices, pipes or sockets"
MOST_LINKS = 40
LONGEST_PATH = 4096

_lstat, _mkdir, _readlink, _fspath = os.lstat, os.mkdir, os.readlink, os.fspath
_host_folder = tempfile.gettempdir()


host_depth = []


@contextmanager
def host():
    """The real file system, for what the reference itself reads while a playbook runs."""
    host_depth.append(None)
    try:
        yield
    finally:
        host_depth.pop()


def failure(number, text=None):
    return OSError(number, text or os.strerror(number))


class Directory:
    """Paths are resolved here, link by link, since the system would follow an absolute link to its own root."""

    def __init__(self, named=None):
        self._named = named
        self._root = None
        self.folder = "/"  # the current one

    @property
    def root(self):
        if self._root is None:
            with host():
                if self._named is None:
                    self._root = os.path.realpath(tempfile.mkdtemp(prefix="oracle-files-", dir=_host_folder))
                else:
                    os.makedirs(self._named, exist_ok=True)
                    self._root = os.path.realpath(self._named)
        return self._root

    def remove(self):
        """The end of a temporary one."""
        if self._root is not None and self._named is None:
            with host():
                shutil.rmtree(self._root, ignore_errors=True)
            self._root = None

    def resolve(self, path, follow=True):
        """The path as the run sees it, absolute and without links; the last component need not exist."""
        if not path:
            raise failure(errno.ENOENT)
        if "\0" in path:
            raise ValueError("embedded null byte")
        if len(path.encode("utf-8", "surrogatepass")) >= LONGEST_PATH:
            raise failure(errno.ENAMETOOLONG)
        absolute = path.startswith("/")
        wants_folder = path.endswith(("/", "/.")) or path == "."
        left = _parts(path if absolute else f"{self.folder}/{path}")
        done, links = [], 0
        while left:
            name = left.pop(0)
            if name == "..":
                if not done:
                    raise failure(errno.EACCES, LEADS_OUT)
                done.pop()
                continue
            place = "/" + "/".join([*done, name])
            mode = self._mode(place, absolute)
            if mode is None:
                if left:
                    raise failure(errno.ENOENT)
            elif stat.S_ISLNK(mode) and (left or follow or wants_folder):
                links += 1
                if links > MOST_LINKS:
                    raise failure(errno.ELOOP)
                target = _readlink(self.root + place)
                done = [] if target.startswith("/") else done
                left = _parts(target) + left
                continue
            elif not stat.S_ISDIR(mode) and (left or wants_folder):
                raise failure(errno.ENOTDIR)
            done.append(name)
        return "/" + "/".join(done)

    def real(self, path, follow=True):
        """Where the host has it."""
        found = self.resolve(path, follow)
        return self.root if found == "/" else self.root + found

    def _mode(self, place, absolute):
        """None for what is not there; folders that every system has come into being."""
        try:
            return _lstat(self.root + place).st_mode
        except FileNotFoundError:
            if not absolute or not any(f"{folder}/".startswith(f"{place}/") for folder in EXPECTED):
                return None
            _mkdir(self.root + place, 0o777)
            return _lstat(self.root + place).st_mode


def _parts(path):
    return [part for part in path.split("/") if part not in ("", ".")]
