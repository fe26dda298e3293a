# SPDX-License-Identifier: Apache-2.0
"""The dashboard in a browser. Its pictures are kept in the folder that PBC_SCREENSHOTS names."""

import os
import shutil
import subprocess
import unittest
from pathlib import Path

from server import EVENT, WORLD, Server

BUNDLE = FOLDER = None
CHROMIUM = shutil.which("chromium")


@unittest.skipIf(CHROMIUM is None, "there is no chromium")
class Page(unittest.TestCase):
    def browse(self, url, width, *options):
        command = [CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={FOLDER}/chromium", "--enable-logging=stderr",
                   "--hide-scrollbars", "--force-device-scale-factor=1", f"--window-size={width},1400", "--virtual-time-budget=3000", *options, url]
        done = subprocess.run(command, capture_output=True, text=True, timeout=90)
        self.assertNotIn("CONSOLE", done.stderr)
        return done.stdout

    def test_dashboard(self):
        with Server(BUNDLE, "--world", WORLD) as server:
            server.analyze(EVENT.replace(b"Invoice 2024-118", b"<b id='x'>Invoice</b>"), "application/json")
            server.analyze(EVENT, "application/json", "?async=1")
            url = f"http://127.0.0.1:{server.port}/"
            page = self.browse(url, 1440, "--dump-dom")
            self.assertIn("ready, replay", page)
            self.assertIn("&lt;b id='x'&gt;Invoice&lt;/b&gt;", page)
            self.assertNotIn("<b id=", page)
            self.assertIn("/report.html", page)
            folder = Path(os.environ.get("PBC_SCREENSHOTS") or FOLDER)
            for width in (375, 1440):
                picture = folder / f"dashboard-{width}.png"
                self.browse(url, width, f"--screenshot={picture}")
                self.assertGreater(picture.stat().st_size, 10_000)

    def test_asks_for_the_token(self):
        with Server(BUNDLE, "--world", WORLD, "--token-env", "PBC_TEST_TOKEN", environment={"PBC_TEST_TOKEN": "0123456789abcdef"}) as server:
            command = [CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={FOLDER}/chromium", "--virtual-time-budget=3000",
                       "--dump-dom", f"http://127.0.0.1:{server.port}/"]
            page = subprocess.run(command, capture_output=True, text=True, timeout=90).stdout
            self.assertIn('<section id="login" class="card" aria-labelledby="login-title">', page)
            self.assertIn('<div id="figures" class="grid" hidden="">', page)
