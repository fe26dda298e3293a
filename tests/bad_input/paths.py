# SPDX-License-Identifier: Apache-2.0
"""Paths in playbooks that lead elsewhere: absolute, with `..`, through links, of devices. The run's directory is all that a run sees and touches.

`uses_paths.py` tries every way of reading, writing and removing on each path. What it may not do raises, or gives the failure of the call; what lies
outside stays as it was, and its content appears nowhere.
"""

import json
import os

import sandbox

PLAYBOOK = sandbox.HERE / "uses_paths.py"


def hostile(root):
    outside = root / "outside"
    yield from (str(outside / "secret.txt"), str(outside / "folder"), str(outside / "new.txt"), f"/..{outside}/secret.txt")
    yield from ("../outside/secret.txt", "../outside/new.txt", "../../outside/secret.txt", "a/../../outside/secret.txt", "..", "../", "/..")
    yield from ("to_file", "to_folder", "to_folder/inner.txt", "to_folder/new.txt", "to_folder/../secret.txt", "relative_link", "relative_link/secret.txt")
    yield from ("loop", "loop/x", "dangling", "pipe", "hard_to_see/../to_file")
    yield from ("/proc/self/environ", "/proc/self/cwd/../outside/secret.txt", "/proc/self/root/etc/passwd", "/dev/zero", "/dev/mem", "/etc/passwd")
    yield from ("", ".", "/", "//", "a\0b", "x" * 300, "x/" * 100, "x" * 5000, "name/with/slash", "~/x", "$HOME/x", "file:///etc/passwd", "\ud800", "\n", "-rf")


def links(folder, root):
    """What a folder that a run may use could hold of an earlier run's, or of an attacker's."""
    folder.mkdir()
    os.symlink(root / "outside" / "secret.txt", folder / "to_file")
    os.symlink(root / "outside" / "folder", folder / "to_folder")
    os.symlink("../outside", folder / "relative_link")
    os.symlink("loop", folder / "loop")
    os.symlink(root / "outside" / "made", folder / "dangling")
    os.mkfifo(folder / "pipe")


def check(programs, who, is_kept):
    problems = []
    with sandbox.surroundings() as root:
        links(root / "work" / "kept", root)
        (root / "work" / "near.txt").write_text(sandbox.SECRET)
        inputs = root / "work" / "inputs.json"
        inputs.write_text(json.dumps({"path": list(hostile(root))}))
        before = sandbox.picture(root / "outside")
        beside = {name: state for name, state in sandbox.picture(root / "work").items() if "/kept" not in name and not name.endswith("work")}
        command = [*programs.commands(PLAYBOOK)[who], "--inputs", inputs, "--trace", "t", "--result", "r"]
        outcome = sandbox.run([*command, *(["--files", "kept"] if is_kept else [])], root / "work")
        written = "".join((root / "work" / name).read_text() for name in ("t", "r") if (root / "work" / name).exists())
        if outcome.code != 0:
            problems.append(f"{outcome}")
        if "every path was tried" not in written:
            problems.append("the playbook did not come to its end")
        if sandbox.SECRET in written or sandbox.SECRET in outcome.out + outcome.err:
            problems.append("shows what lies outside")
        if "root:" in written or "PATH=/" in written:
            problems.append("shows a file of the system")
        if sandbox.picture(root / "outside") != before:
            problems.append("has changed what lies outside")
        after = sandbox.picture(root / "work")
        if any(after.get(name) != state for name, state in beside.items()):
            problems.append("has changed a file beside the run's directory")
        strange = {os.path.relpath(name, root / "work").split("/")[0] for name in after} - {".", "kept", "near.txt", "inputs.json", "t", "r"}
        if strange:
            problems.append(f"has made {strange}")
    return f"{who}, {'--files' if is_kept else 'a folder of its own'}", problems


def temporary_files(programs, who):
    """A run's own folder is gone after it, also when it fails."""
    problems = []
    with sandbox.surroundings() as root:
        (root / "tmp").mkdir()
        before = sandbox.picture(root / "tmp").keys()
        for text in ("x", "fail"):
            command = [*programs.commands(sandbox.HERE / "leaves_files.py")[who], "--input", f"text={text}"]
            outcome = sandbox.run(["env", f"TMPDIR={root / 'tmp'}", *command], root / "work")
            if outcome.code != (text == "fail"):
                problems.append(f"{outcome}")
        if sandbox.picture(root / "tmp").keys() != before:
            problems.append(f"leaves {sorted(sandbox.picture(root / 'tmp').keys() - before)}")
    return f"{who}, what it leaves behind", problems


def family(programs, pool):
    programs.commands(sandbox.HERE / "leaves_files.py")
    who = list(programs.commands(PLAYBOOK))
    jobs = [(check, name, is_kept) for name in who for is_kept in (False, True)] + [(temporary_files, name) for name in who]
    yield from pool.map(lambda job: job[0](programs, *job[1:]), jobs)
