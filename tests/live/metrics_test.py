#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The metrics of live runs: what the page says, what promtool and a real Prometheus make of it, and the report.

    metrics_test.py --pbc build/bin/pbc [NAME...]
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "services"))
sys.path.insert(0, str(HERE))

import redis_test  # noqa: E402
from redis_server import free_port  # noqa: E402
from redis_test import LiveCase, addresses, event  # noqa: E402
from stand_in import OPENER, StandIn  # noqa: E402

SKIPPED = 77  # for ctest
DASHBOARD = HERE.parent.parent / "docs" / "grafana" / "pbc.json"


def get(url):
    with OPENER.open(url, timeout=10) as answer:
        return answer.read().decode()


class LiveMetrics(LiveCase):
    def start_with_metrics(self, config, events, *options):
        """The process, and where its metrics are."""
        process = self.start(config, events, "--metrics-listen", "127.0.0.1:0", *options)
        line = process.stderr.readline()
        found = re.fullmatch(r"metrics: (http://127\.0\.0\.1:\d+/metrics)\n", line)
        self.assertTrue(found, line)
        return process, found[1]

    def page_when(self, url, text, seconds=20):
        end = time.monotonic() + seconds
        while True:
            page = get(url)
            if text in page:
                return page
            self.assertLess(time.monotonic(), end, page)
            time.sleep(0.05)

    def slow_events(self):
        """They take some seconds, and ask for some addresses twice."""
        return [event(addresses(3 * (n // 2), 3), n) for n in range(60)]

    def test_page(self):
        with StandIn(latency="100") as services:
            services.fault("abuseipdb", "status", code=500, count=1)
            process, url = self.start_with_metrics(self.config(services), self.slow_events(), "--concurrency", "2")
            page = self.page_when(url, 'pbc_requests_total{outcome="answered",service="AbuseIPDB"}')
            page = self.page_when(url, 'pbc_retries_total{reason="error_of_the_service",service="AbuseIPDB"} 1')
            self.assertIn('pbc_request_duration_seconds_bucket{service="AbuseIPDB",le="0.05"}', page)
            for name in ("pbc_lookups_total", "pbc_cache_entries", "pbc_cache_bytes", "pbc_quota_wait_seconds_sum", "pbc_quota_waiting",
                         "pbc_breaker_state", "pbc_run_duration_seconds_count", "process_resident_memory_bytes"):
                self.assertIn(f"\n{name}", page)
            self.assertNotIn("11.0.", page)
            self.assertNotIn("a key of tests", page)
            for path, code in (("/", 404), ("/metrics/x", 404)):
                with self.assertRaises(urllib.error.HTTPError) as caught:
                    get(url.replace("/metrics", path))
                self.assertEqual(caught.exception.code, code)
                caught.exception.close()
            with self.assertRaises(urllib.error.HTTPError) as caught:
                OPENER.open(url, data=b"x", timeout=10)
            self.assertEqual(caught.exception.code, 405)
            caught.exception.close()
            self.finish(process)

    def test_promtool(self):
        if shutil.which("promtool") is None:
            self.skipTest("there is no promtool; tools/setup.sh test installs it")
        with StandIn(latency="100") as services:
            process, url = self.start_with_metrics(self.config(services), self.slow_events(), "--concurrency", "2")
            page = self.page_when(url, 'pbc_requests_total{outcome="answered",service="AbuseIPDB"}')
            checked = subprocess.run(["promtool", "check", "metrics"], input=page, capture_output=True, text=True, timeout=30)
            self.assertEqual((checked.returncode, checked.stdout + checked.stderr), (0, ""))
            self.finish(process)

    def test_prometheus_scrapes_it(self):
        if shutil.which("prometheus") is None:
            self.skipTest("there is no prometheus; tools/setup.sh test installs it")
        with StandIn(latency="200") as services:
            process, url = self.start_with_metrics(self.config(services), self.slow_events(), "--concurrency", "1")
            port = free_port()
            target = urllib.parse.urlsplit(url).netloc
            (self.folder / "prometheus.yml").write_text(
                f"global: {{scrape_interval: 200ms, scrape_timeout: 200ms}}\nscrape_configs: [{{job_name: pbc, static_configs: [{{targets: ['{target}']}}]}}]\n"
            )
            prometheus = subprocess.Popen(
                ["prometheus", f"--config.file={self.folder}/prometheus.yml", f"--storage.tsdb.path={self.folder}/data",
                 f"--web.listen-address=127.0.0.1:{port}"],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                value = self.query(port, 'pbc_requests_total{service="AbuseIPDB",outcome="answered"}')
                self.assertGreater(value, 0)
                self.assertEqual(self.query(port, 'up{job="pbc"}'), 1)
                for expression in expressions():
                    self.query(port, expression, needs_any=False)
            finally:
                prometheus.terminate()
                prometheus.wait(20)
            self.finish(process)

    def query(self, port, expression, seconds=30, needs_any=True):
        """The first value; where there is none, waits for one."""
        end = time.monotonic() + seconds
        while True:
            try:
                answer = json.loads(get(f"http://127.0.0.1:{port}/api/v1/query?" + urllib.parse.urlencode({"query": expression})))
                self.assertEqual(answer["status"], "success")
                if answer["data"]["result"] or not needs_any:
                    return float(answer["data"]["result"][0]["value"][1]) if needs_any else None
            except urllib.error.HTTPError as error:
                with error:
                    self.assertEqual(error.code, 503, expression)  # it is starting
            except OSError:
                pass
            self.assertLess(time.monotonic(), end, f"nothing for {expression}")
            time.sleep(0.1)

    def test_dashboard_asks_for_what_there_is(self):
        with StandIn(latency="100") as services:
            process, url = self.start_with_metrics(self.config(services), self.slow_events(), "--concurrency", "1")
            page = self.page_when(url, "pbc_requests_total{")
            self.finish(process)
        names = set(re.findall(r"\bpbc_\w+|process_\w+", " ".join(expressions())))
        self.assertTrue(names)
        optional = {"pbc_redis_up", "pbc_redis_unanswered_total", "pbc_retries_total", "pbc_withheld_total"}
        for name in names - optional:
            self.assertIn(f"\n{name}", page)

    def test_bad_addresses(self):
        with StandIn() as services:
            for bad in ("x", "127.0.0.1", "127.0.0.1:99999", "example.org:1", "192.0.2.1:80"):
                process = self.start(self.config(services), [event([])], "--metrics-listen", bad)
                _, said = process.communicate(timeout=20)
                self.assertEqual(process.returncode, 2, said)
                self.assertIn(f"error: cannot listen at `{bad}`", said)

    def test_report(self):
        with StandIn(latency="20") as services:
            events = [event(addresses(0, 4), n) for n in range(5)]
            report = self.run_events(self.config(services), events, "--concurrency", "1").report
            self.assertEqual(list(report), ["playbook_performance", "batch_processing", "cache_performance", "throughput", "services", "quotas"])
            cache = report["cache_performance"]
            self.assertEqual((cache["lookups"], cache["service"], cache["process_cache"]), (20, 4, 16))
            self.assertEqual(cache["hit_rate"], 0.8)
            self.assertEqual(cache["by_service"]["AbuseIPDB"]["by_type"]["ip"]["lookups"], 20)
            self.assertGreater(cache["time_saved_seconds"], 16 * 0.02)
            self.assertEqual(cache["memory"]["entries"], 4)
            self.assertEqual(report["services"]["AbuseIPDB"]["outcomes"], {"answered": 4})
            self.assertGreaterEqual(report["throughput"]["requests"]["p50_seconds"], 0.02)


def expressions():
    """What the dashboard asks for."""
    panels = json.loads(DASHBOARD.read_text())["panels"]
    return [target["expr"].replace("$__rate_interval", "1m").replace("$service", ".*") for panel in panels for target in panel.get("targets", [])]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--pbc", required=True)
    arguments, names = parser.parse_known_args()
    with tempfile.TemporaryDirectory() as folder:
        redis_test.PROGRAM = Path(folder) / "lookups"
        subprocess.run([arguments.pbc, "compile", str(HERE / "lookups.py"), "-o", str(redis_test.PROGRAM)], check=True)
        unittest.main(argv=[sys.argv[0], *names], verbosity=2)


if __name__ == "__main__":
    main()
