# SPDX-License-Identifier: Apache-2.0
"""What surrounds a playbook's code: files, chance, sets, the vault, requests."""

import json
import os
import random
import subprocess
import sys
import tempfile
import unittest
import uuid
from pathlib import Path

from support import HEAD, TAIL, play

ORACLE = Path(__file__).resolve().parent / "run.py"


def body(text, imports=""):
    lines = "\n".join(f"    {line}" for line in text.strip().splitlines())
    return f"{imports}\ndef on_start(container):\n{lines}\n"


class Files(unittest.TestCase):
    def test_the_host_is_out_of_reach(self):
        with tempfile.NamedTemporaryFile() as file:
            outcome = play(
                body(
                    f"""
phantom.debug([os.path.exists({file.name!r}), os.listdir("/"), os.getcwd()])
try:
    open({__file__!r})
except OSError as error:
    phantom.debug(error)
Path("/tmp/made").write_text("x")
phantom.debug(glob.glob("/tmp/*"))
""",
                    "import glob, os, shutil\nfrom pathlib import Path\n",
                )
            )
        missing = f"[Errno 2] No such file or directory: {__file__!r}"
        self.assertEqual(outcome.log, ["[False, ['tmp'], '/']", missing, "['/tmp/made']", "finish"])
        self.assertFalse(Path("/tmp/made").exists())
        self.assertTrue(os.path.exists(__file__))

    def test_a_directory_that_is_kept(self):
        source = HEAD + body("open('/out.txt', 'w').write(open('in.txt').read().upper())\nos.makedirs('/deep/er')", "import os")
        with tempfile.TemporaryDirectory() as folder:
            playbook, files = Path(folder, "p.py"), Path(folder, "files")
            playbook.write_text(source + TAIL, encoding="utf-8")
            files.mkdir()
            (files / "in.txt").write_text("text")
            subprocess.run([sys.executable, str(ORACLE), str(playbook), "--files", str(files)], check=True)
            self.assertEqual(sorted(os.listdir(files)), ["deep", "in.txt", "out.txt"])
            self.assertEqual((files / "out.txt").read_text(), "TEXT")

    def test_surroundings_end_with_the_code(self):
        before = dict(os.environ), os.getcwd(), os.getpid()
        outcome = play(body("os.environ['A'] = 'b'\nos.chdir('/tmp')\nphantom.debug([os.getpid(), sorted(os.environ)])", "import os"))
        self.assertEqual(outcome.log[0], "[1, ['A', 'HOME', 'LANG', 'PATH', 'TZ', 'USER']]")
        self.assertEqual((dict(os.environ), os.getcwd(), os.getpid()), before)

    def test_no_process(self):
        outcome = play(body("subprocess.run(['true'])", "import subprocess"))
        self.assertEqual(outcome.run.message, f"PermissionError: subprocess.run: {'a compiled playbook starts no processes and sends no signals'}")


class Chance(unittest.TestCase):
    def test_two_streams(self):
        for seed in (0, 5, -5, 2**40):
            source = body(
                "phantom.debug([random.random(), str(uuid.uuid4()), os.urandom(2).hex(), secrets.randbelow(1000), random.random()])",
                "import os, random, secrets, uuid",
            )
            found = json.loads(play(source, world={"seed": seed}).log[0].replace("'", '"'))
            numbers, stream = random.Random(seed), random.Random((abs(seed) << 32) + 0x75756964)
            draw = lambda count: bytes(stream.getrandbits(8) for _ in range(count))  # noqa: E731
            first, identifier, two = numbers.random(), uuid.UUID(bytes=draw(16), version=4), draw(2)
            below = next(number for number in iter(lambda: int.from_bytes(draw(2), "big") >> 6, None) if number < 1000)
            self.assertEqual(found, [first, str(identifier), two.hex(), below, numbers.random()])

    def test_names_of_temporary_files(self):
        source = body("phantom.debug([tempfile.mktemp(), tempfile.gettempdir()])", "import tempfile")
        again = [play(source, world={"seed": 3}).log[0] for _ in range(2)]
        self.assertEqual(again[0], again[1])
        self.assertRegex(again[0], r"^\['/tmp/tmp[a-z0-9_]{8}', '/tmp'\]$")


class Sets(unittest.TestCase):
    def test_order_of_first_insertion(self):
        source = """
            def on_start(container):
                a, b = set("hello"), {"o", "x", "h"}
                phantom.debug([a, a | b, a & b, a - b, a ^ b, b & a, {c + c for c in "ba"}, frozenset("ba")])
                a.update("xo")
                a.discard("h")
                a.add("h")
                phantom.debug([list(a), a == set("elxoh"), a > {"h"}, isinstance(a, set), {1: 0}.keys() & {1, 2}])
        """
        log = play(source).log
        expected = [
            "[{'h', 'e', 'l', 'o'}, {'h', 'e', 'l', 'o', 'x'}, {'o', 'h'}, {'e', 'l'}, {'x', 'e', 'l'}, {'o', 'h'}, {'bb', 'aa'}, "
            "frozenset({'b', 'a'})]",
            "[['e', 'l', 'o', 'x', 'h'], True, True, True, {1}]",
        ]
        self.assertEqual(log[:2], expected)

    def test_order_of_numbers(self):
        outcome = play(body("phantom.debug([{30, 4, 17, 8}, set(range(40, 0, -7)), {x % 5 for x in (9, 8, 1)}])"))
        self.assertEqual(outcome.log[0], str([{30, 4, 17, 8}, set(range(40, 0, -7)), {x % 5 for x in (9, 8, 1)}]))


class Vault(unittest.TestCase):
    def test_a_file_of_the_run(self):
        source = body(
            """
open("/opt/phantom/vault/tmp/a.txt", "w").write("text")
added = phantom.vault_add(container, "/opt/phantom/vault/tmp/a.txt", "b.txt", {"contains": ["x"]})
phantom.debug(json.dumps([added, phantom.vault_info(vault_id=added[2])]))
phantom.debug([phantom.vault_add(file_location="/none"), phantom.Vault.get_file_path(added[2])])
"""
        )
        outcome = play(source, event={"name": "c"}, world={"now": "2024-05-06T07:08:09Z", "vault": [{"id": 4, "vault_id": "q"}]})
        sha1 = "372ea08cab33e71c02c651dbc83a474d32c676ea"
        added, (success, message, items) = json.loads(outcome.log[0])
        self.assertEqual((added, success, message), ([True, "", sha1], True, ""))
        item = items[0]
        self.assertEqual(item["metadata"].pop("sha256"), "982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1")
        self.assertEqual(
            item,
            {
                "id": 5,
                "vault_id": sha1,
                "name": "b.txt",
                "aka": ["b.txt"],
                "container": "c",
                "container_id": 1,
                "create_time": "2024-05-06T07:08:09.000000Z",
                "path": "/opt/phantom/vault/tmp/a.txt",
                "size": 4,
                "user": "",
                "mime_type": "",
                "metadata": {"contains": ["x"], "md5": "1cb251ec0d568de6a929b520c4aed8d1", "sha1": sha1},
                "contains": ["x"],
                "hash": sha1,
            },
        )
        self.assertIn("(False, \"[Errno 2] No such file or directory: '/none'\", None)", outcome.log[1])
        self.assertEqual(len(outcome.calls("vault_add")), 2)


class Requests(unittest.TestCase):
    def test_who_answers(self):
        source = body(
            """
phantom.debug(requests.get("https://127.0.0.1/rest/container/1").json()["id"])
phantom.debug(requests.get("https://a.example/x", params={"n": 1}).text)
try:
    requests.get("https://b.example")
except requests.exceptions.ConnectionError as error:
    phantom.debug(error)
""",
            "import requests",
        )
        outcome = play(source, world={"http": [{"url": "https://a.example/x?n=1", "text": "yes"}]})
        self.assertEqual(outcome.log[:3], ["1", "yes", "no answer in the world for GET https://b.example/"])


    def test_what_failed(self):
        source = body(
            """
for _ in range(2):
    try:
        requests.get("https://a.example/x")
    except requests.exceptions.Timeout as error:
        phantom.debug(error)
""",
            "import requests",
        )
        outcome = play(source, world={"http": [{"url": "https://a.example/x", "error": {"type": "ReadTimeout", "message": "late"}}]})
        self.assertEqual(outcome.log[:2], ["late", "late"])


class PlatformContainer(unittest.TestCase):
    def test_a_default(self):
        outcome = play("def show(container=container):\n    phantom.debug(container['id'])\ndef on_start(event):\n    show()\n", event={"id": 8})
        self.assertEqual(outcome.log, ["8", "finish"])


if __name__ == "__main__":
    unittest.main()
