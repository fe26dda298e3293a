#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The dashboard of `serve` in headless Chromium (page_checks.py says what is looked at) in each of its states, what it does when
somebody uses it, and a report as `serve` gives it. Screenshots stay in --pictures."""

import argparse
import json
import pathlib
import sys
import tempfile
import unittest

import page_checks

page_checks.need_chromium()

from selenium.webdriver.common.keys import Keys  # noqa: E402

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "serve"), str(TESTS / "services")]

import server as serving  # noqa: E402
from report_test import GRAPHICS, INTACT  # noqa: E402
from stand_in import StandIn  # noqa: E402

TOKEN = "0123456789abcdef"
WITH_TOKEN = ("--token-env", "PBC_TEST_TOKEN")
JSON = "application/json"
# Subjects that would break a page that believes them.
HOSTILE = ("<b id='x'>Invoice</b> <script>window.pwned = 1</script> \"><img src=x onerror='window.pwned = 1'>", "W" * 300, "\u202eexe.gpj\u202c \u200bzero",
           "فاتورة متأخرة \u2067abc\u2069 שלום", "Z" + "\u0335" * 60 + "algo", "pay " * 60, "&amp; ' \" ` ${1} {{1}} \\u003cb\\u003e \r\n\t\0", "😀" * 80)
UNSEEN = r"/[\u202a-\u202e\u2066-\u2069\u200b-\u200f\u061c]/.test(document.documentElement.outerHTML)"
REFUSED = "status of 401"  # what the browser itself says of an answer
GONE = "net::ERR_"
BUNDLE = PICTURES = BROWSER = None


def named(name):
    return serving.EVENT.replace(b"Invoice 2024-118 is overdue", json.dumps(name)[1:-1].encode())


class Dashboard(unittest.TestCase):
    maxDiff = None

    def serve(self, *options, source=("--world", serving.WORLD)):
        server = serving.Server(BUNDLE, *source, *options, environment={"PBC_TEST_TOKEN": TOKEN, "PBC_TEST_KEY": "a key of tests"})
        self.addCleanup(server.__exit__)
        return server, f"http://127.0.0.1:{server.port}/"

    def triage(self, server, body, kind=JSON, headers=None):
        """The path of the job, when it has ended."""
        location = server.analyze(body, kind, "?async=1", headers)[1]["Location"]
        server.wait_for(lambda: json.loads(server.get(location, headers)[2])["state"] in ("done", "failed"))
        return location

    def check(self, name, url, **more):
        found = page_checks.problems(BROWSER, url, f"{PICTURES}/{name}", allowed=(url + "api/dashboard",), **more)
        self.assertEqual(found, [])

    def browse(self, url, width=1440):
        BROWSER.show(width, "light")
        BROWSER.open(url)

    def ready(self):
        BROWSER.until("document.getElementById('state').textContent.startsWith('ready')")

    def text(self, css="body"):
        return BROWSER.ask(f"return document.querySelector({json.dumps(css)}).innerText")

    def test_nothing_yet(self):
        _, url = self.serve()
        self.check("dashboard-nothing_yet", url, prepare=self.ready)
        self.assertIn(f"{url}api/analyze", self.text("#example"))

    def test_verdicts(self):
        server, url = self.serve()
        self.triage(server, b'{"artifacts": []}')
        self.triage(server, serving.MAIL, "message/rfc822")
        self.triage(server, (serving.PLAYBOOKS / "demo/newsletter.eml").read_bytes(), "message/rfc822")
        for body in (serving.EVENT, serving.EVENT, b'{"artifacts": 1}'):
            self.triage(server, body)
        for subject in HOSTILE:
            self.triage(server, named(subject))
        self.triage(server, serving.MAIL.replace(b"Invoice is overdue", "=?utf-8?q?=E2=80=AEexe.gpj_is_due?=".encode()), "message/rfc822")

        self.check("dashboard-verdicts", url, prepare=self.ready)
        levels = set(BROWSER.ask("return [...document.querySelectorAll('#verdicts .tag')].map(tag => tag.textContent)"))
        self.assertLessEqual({"unknown", "failed", "low"}, levels)
        self.assertTrue(levels & {"high", "critical"}, levels)
        page = self.text()
        self.assertIn("<script>window.pwned = 1</script>", page)
        self.assertIn("U+202Eexe.gpj", page)
        self.assertFalse(BROWSER.ask(f"return {UNSEEN} || 'pwned' in window || document.querySelector('#verdicts img, #verdicts b') !== null"))

    def test_live(self):
        """Quotas, and what was answered without a request."""
        services = StandIn()
        services.start()
        self.addCleanup(services.stop)
        names = {"virustotal": "VirusTotal", "abuseipdb": "AbuseIPDB"}
        assets = [{"name": name, "app": app, "base_url": services.url(name), "secrets": {"api_key": {"env": "PBC_TEST_KEY"}},
                   "quotas": [{"requests": 4, "per": "minute"}, {"requests": 1000, "per": "day"}]} for name, app in names.items()]
        config = BUNDLE.with_name("live.json")
        config.write_text(json.dumps({"assets": assets, "triage": {"left_out": ["redirect"]}}))
        server, url = self.serve(source=("--live", "--config", config))
        address = json.dumps({"name": "Sign-in from 11.0.0.1", "artifacts": [{"cef": {"sourceAddress": "11.0.0.1"}}]}).encode()
        for _ in range(5):
            self.triage(server, address)
        self.check("dashboard-live", url, prepare=self.ready)
        self.assertIn("Sign-in from 11.0.0.1", self.text("#verdicts"))
        self.assertIn("999 of 1,000", self.text("#quotas"))
        self.assertIn("80.0 %", self.text("#services"))

    def test_focus_stays(self):
        """When rows come, and when nothing changes, nothing is read out."""
        server, url = self.serve()
        self.triage(server, named("first"))
        self.browse(url)
        self.ready()
        BROWSER.ask("document.querySelector('#verdicts a').focus(); window.said = 0;"
                    "new MutationObserver(all => window.said += all.length).observe(document.getElementById('state'), {childList: true, characterData: true, subtree: true})")
        self.triage(server, named("first"))
        self.triage(server, named("second"))
        BROWSER.until("document.querySelectorAll('#verdicts tr').length === 3")
        self.assertEqual(BROWSER.ask("return [document.activeElement.closest('tr').rowIndex, window.said]"), [3, 0])
        names = BROWSER.ask("return [...document.querySelectorAll('#verdicts th')].map(name => name.textContent)")
        self.assertEqual(names, ["second", "first", "first"])

    def test_pause(self):
        server, url = self.serve()
        self.browse(url)
        self.ready()
        BROWSER.ask("document.getElementById('pause').focus()")
        BROWSER.press(Keys.SPACE)
        BROWSER.until("document.getElementById('state').textContent === 'ready, replay, paused'")
        self.triage(server, serving.EVENT)
        asked = "return performance.getEntriesByType('resource').length"
        before = BROWSER.ask(asked)
        BROWSER.ask("document.dispatchEvent(new Event('visibilitychange'))")
        self.assertEqual(BROWSER.ask(asked), before)
        BROWSER.press(Keys.SPACE)
        BROWSER.until("document.querySelectorAll('#verdicts tr').length === 1")

    def test_asks_for_the_token(self):
        server, url = self.serve(*WITH_TOKEN)
        self.triage(server, serving.EVENT, headers={"Authorization": f"Bearer {TOKEN}"})
        self.check("dashboard-token_wanted", url)

        def enter(token):
            BROWSER.until("document.activeElement.id === 'token'")
            BROWSER.press(token, Keys.ENTER)

        def enter_another():
            enter("another token".replace(" ", "-"))
            BROWSER.until("document.getElementById('problem').textContent === \"That is not the server's token.\"")

        self.check("dashboard-token_wrong", url, prepare=enter_another, expected=REFUSED)
        self.assertEqual(BROWSER.ask("return document.getElementById('token').getAttribute('aria-invalid')"), "true")
        BROWSER.press("tökens are ASCII", Keys.ENTER)
        BROWSER.until("document.getElementById('problem').textContent.includes('ASCII')")
        enter(TOKEN)
        self.ready()
        self.assertFalse(BROWSER.ask("return document.getElementById('login').checkVisibility()"))
        # In this tab it is known from now on.
        self.check("dashboard-token_given", url, prepare=self.ready)
        self.assertNotIn(TOKEN, BROWSER.ask("return document.documentElement.outerHTML"))
        BROWSER.ask("document.querySelector('#verdicts button').focus()")
        BROWSER.press(Keys.ENTER)
        BROWSER.until("performance.getEntriesByType('resource').some(each => each.name.endsWith('/report.html') && each.responseStatus === 200)")
        BROWSER.ask("document.getElementById('forget').click()")
        BROWSER.until("document.activeElement.id === 'token' && sessionStorage.length === 0")

    def test_server_is_gone(self):
        server, url = self.serve()
        self.triage(server, serving.EVENT)
        says_so = "document.getElementById('state').textContent.startsWith('The server does not answer; what is shown is from')"

        def gone():
            self.ready()
            BROWSER.cut_off(True)
            BROWSER.until(says_so)

        self.check("dashboard-server_gone", url, prepare=gone, expected=GONE)
        BROWSER.cut_off(False)
        self.ready()
        self.assertEqual(server.stop(), 0)
        BROWSER.until(says_so)
        self.assertIn("Invoice 2024-118", self.text("#verdicts"))

    def test_report(self):
        server, url = self.serve()
        report = url.rstrip("/") + self.triage(server, serving.EVENT) + "/report.html"
        found = page_checks.problems(BROWSER, report, f"{PICTURES}/dashboard-report_opened", GRAPHICS)
        self.assertEqual(found + BROWSER.ask(INTACT), [])


def main():
    global BUNDLE, PICTURES, BROWSER
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pbc", required=True)
    parser.add_argument("--pictures", required=True)
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    PICTURES = pathlib.Path(options.pictures)
    with tempfile.TemporaryDirectory() as folder, page_checks.Browser() as BROWSER:
        BUNDLE = serving.compile_bundle(options.pbc, pathlib.Path(folder))
        tests = unittest.defaultTestLoader.loadTestsFromTestCase(Dashboard)
        chosen = [test for test in tests if not options.names or any(name in test.id() for name in options.names)]
        return 0 if unittest.TextTestRunner(verbosity=2).run(unittest.TestSuite(chosen)).wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
