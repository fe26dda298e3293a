# SPDX-License-Identifier: Apache-2.0
"""Files that are no event, world or inputs: empty, broken, nested, cut off, not there, of another kind; and JSON that is odd but sound."""

import json
import os

import sandbox

PLAYBOOK = sandbox.HERE / "asks_everything.py"
ROLES = {"event": [], "world": ["--world"], "inputs": ["--inputs"]}

BROKEN = {
    "empty": b"",
    "blanks": b" \n\t ",
    "cut off": b'{"id": 1, "name": "x',
    "cut off behind a key": b'{"id"',
    "comma at the end": b'{"id": 1,}',
    "two values": b"{} {}",
    "single quotes": b"{'id': 1}",
    "a comment": b"{} // nothing",
    "no UTF-8": b'{"name": "\xff\xfe"}',
    "UTF-16": '{"id": 1}'.encode("utf-16"),
    "a NUL byte": b'{"name": "a\0b"}',
    "a control character": b'{"name": "a\nb"}',
    "a bad escape": b'{"name": "\\x41"}',
    "half an escape": b'{"name": "\\u00',
    "nested lists": b"[" * 100_000,
    "nested objects": b'{"data":' * 100_000,
    "nested and closed": b'{"data": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "a long number": b'{"id": ' + b"9" * 100_000 + b"}",
    "a list": b"[]",
    "a number": b"5",
    "null": b"null",
    "a text": b'"x"',
    "binary": bytes(range(256)) * 100,
    "NaN for an id": b'{"id": NaN, "seed": NaN, "url": NaN}',
}
SOUND = {
    "a byte order mark": b'\xef\xbb\xbf{"name": "x"}',
    "a key twice": b'{"name": "first", "name": "last", "lists": {"l": [], "l": [["last"]]}}',
    "unknown keys": b'{"no such key": {"a": [1]}, "": 1}',
    "escapes": b'{"name": "\\u00e4 \\ud83d\\ude00 \\ud800"}',
    "line ends": b'\r\n{\r\n"name"\r\n:\r\n"x"\r\n}\r\n',
    "a large number in data": b'{"data": {"n": 1e400, "m": 123456789012345678901234567890}}',
}


def wrong_kinds(folder):
    """(label, a path that is no file)"""
    (folder / "folder.json").mkdir()
    os.symlink("nowhere", folder / "dangling.json")
    os.symlink("loop.json", folder / "loop.json")
    yield "not there", "missing.json"
    yield "a folder", "folder.json"
    yield "a link to nothing", "dangling.json"
    yield "a link to itself", "loop.json"
    yield "below a file", "given.json/x"
    yield "a name that is too long", "x" * 5000
    yield "a device without end", "/dev/zero"
    yield "nothing but an end", "/dev/null"


def check(programs, label, content, name, is_sound):
    problems = []
    with sandbox.surroundings() as root:
        (root / "work" / "given.json").write_bytes(content if content is not None else b"{}")
        if content is None:
            name = dict(wrong_kinds(root / "work"))[label]
        before = sandbox.picture(root)
        for who, command in programs.commands(PLAYBOOK).items():
            for role, option in ROLES.items():
                outcome = sandbox.run([*command, *option, name], root / "work")
                if is_sound and outcome.code == 0 and not outcome.err:
                    continue
                if not is_sound and outcome.refusal and (outcome.refusal.startswith((f"{name}:", "cannot")) or len(name) > 255):
                    continue
                if label == "NaN for an id" and role == "inputs" and outcome.code == 0:
                    continue  # an input may be anything
                problems.append(f"{who} as {role}: {outcome}")
        if sandbox.picture(root) != before:
            problems.append("files have changed")
    return label, problems


def twice(programs):
    """Of a key that a file has twice, the last counts, as for Python."""
    problems = []
    with sandbox.surroundings() as root:
        for role, content in (("event", SOUND["a key twice"]), ("world", SOUND["a key twice"])):
            (root / "work" / "given.json").write_bytes(content)
            for who, command in programs.commands(PLAYBOOK).items():
                sandbox.run([*command, *ROLES[role], "given.json", "--result", "r.json"], root / "work")
                result = json.loads((root / "work" / "r.json").read_text())
                found = [row[0] for row in result["lists"].get("l", [])] if role == "world" else ["last"]
                if found != ["last"]:
                    problems.append(f"{who} as {role}: {found}")
    return "a key twice gives the last", problems


def family(programs, pool):
    programs.commands(PLAYBOOK)
    jobs = [(label, content, "given.json", False) for label, content in BROKEN.items()]
    jobs += [(label, content, "given.json", True) for label, content in SOUND.items()]
    with sandbox.surroundings() as root:
        jobs += [(label, None, "", False) for label, _ in wrong_kinds(root / "work")]
    yield from pool.map(lambda job: check(programs, *job), jobs)
    yield twice(programs)
