#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Live runs with a Redis behind them: answers and quotas that processes share, and what happens when it goes away.

    redis_test.py --pbc build/bin/pbc [NAME...]
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "services"))
sys.path.insert(0, str(HERE))

import redis_server  # noqa: E402
from redis_server import RedisServer  # noqa: E402
from stand_in import StandIn  # noqa: E402

SKIPPED = 77  # for ctest
PROGRAM = None


def event(addresses, number=0):
    return {
        "id": number + 1,
        "name": f"event {number}",
        "artifacts": [{"name": "IP Artifact", "cef": {"sourceAddress": address}} for address in addresses],
    }


def addresses(begin, count):
    """Public ones, all different."""
    return [f"11.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}" for n in range(begin, begin + count)]


class LiveCase(unittest.TestCase):
    """Runs of lookups.py."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.number = 0

    def config(self, services, quotas=None, **more):
        quotas = quotas or [{"requests": 1_000_000, "per": "second"}]
        asset = {"name": "abuseipdb", "app": "AbuseIPDB", "base_url": services.url("abuseipdb"), "quotas": quotas}
        asset["secrets"] = {"api_key": {"env": "PBC_TEST_KEY"}}
        self.number += 1
        file = self.folder / f"config{self.number}.json"
        file.write_text(json.dumps({"assets": [asset], **more}))
        return file

    def start(self, config, events, *options):
        """A process that runs the events."""
        self.number += 1
        file = self.folder / f"events{self.number}.ndjson"
        file.write_text("".join(json.dumps(each) + "\n" for each in events))
        report = self.folder / f"report{self.number}.json"
        command = [PROGRAM, "run", "--live", "--config", config, "--events", file, "--report", report, *options]
        environment = {**os.environ, "PBC_TEST_KEY": "a key of tests"}
        process = subprocess.Popen(
            [str(each) for each in command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
        )
        process.report_file = report
        return process

    def finish(self, process, seconds=60):
        try:
            out, process.said = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            out, process.said = process.communicate()
            self.fail(f"it does not end: {out[-2000:]}{process.said[-2000:]}")
        self.assertEqual(process.returncode, 0, out[-2000:] + process.said[-2000:])
        process.lines = [json.loads(line) for line in out.splitlines() if line.startswith("{")]
        process.report = json.loads(process.report_file.read_text())
        return process

    def run_events(self, config, events, *options, seconds=60):
        return self.finish(self.start(config, events, *options), seconds)


class LiveRedis(LiveCase):
    # --- Answers ---

    def test_another_process_asks_nobody(self):
        for at in ("address", "socket"):
            with self.subTest(at), StandIn() as services, RedisServer() as redis:
                address = redis.address if at == "address" else f"unix:{redis.socket}"
                config = self.config(services, cache={"redis": address})
                events = [event(addresses(10 * n, 10), n) for n in range(5)]
                self.run_events(config, events)
                self.assertEqual(services.requests("abuseipdb"), 50)
                self.assertEqual(len(redis.keys()), 50)
                self.assertNotIn("11.0.0.1", repr(redis.keys()))
                services.reset()
                self.run_events(config, events)
                self.assertEqual(services.requests("abuseipdb"), 0)

    def test_remaining_time_is_kept(self):
        with StandIn() as services, RedisServer() as redis:
            config = self.config(services, cache={"redis": redis.address, "ttl": {v: "1s" for v in ("malicious", "suspicious", "clean", "unknown")}})
            events = [event(addresses(0, 5))]
            self.run_events(config, events)
            for key in redis.keys():
                self.assertLessEqual(redis.command("PTTL", key), 1000)
            time.sleep(1.05)
            self.run_events(config, events)
            self.assertEqual(services.requests("abuseipdb"), 10)

    def test_damaged_and_foreign_values_are_misses(self):
        with StandIn() as services, RedisServer() as redis:
            config = self.config(services, cache={"redis": redis.address})
            events = [event(addresses(0, 8))]
            self.run_events(config, events)
            keys = redis.keys()
            good = [redis.command("GET", key) for key in keys]
            flipped = bytes([good[1][0]]) + good[1][1:20] + bytes([good[1][20] ^ 1]) + good[1][21:]
            redis.command("SET", keys[0], good[0][:-1])
            redis.command("SET", keys[1], flipped)
            redis.command("SET", keys[2], good[3])  # of another key
            redis.command("SET", keys[4], b"")
            redis.command("SET", keys[5], b"\xff" * 500)
            redis.command("DEL", keys[6])
            redis.command("LPUSH", keys[6], "a list")
            services.reset()
            self.run_events(config, events)
            self.assertEqual(services.requests("abuseipdb"), 6)
            services.reset()
            redis.command("DEL", keys[6])
            self.run_events(config, events)
            self.assertEqual(services.requests("abuseipdb"), 1)

    def test_password(self):
        with StandIn() as services, RedisServer(password="p@ss word") as redis:
            events = [event(addresses(0, 3))]
            (self.folder / "password").write_text("p@ss word\n")
            by_reference = {"address": redis.address, "password": {"file": str(self.folder / "password")}}
            self.run_events(self.config(services, cache={"redis": by_reference}), events)
            written = redis.address.replace("//", "//:p%40ss%20word@")
            self.run_events(self.config(services, cache={"redis": written}), events)
            self.assertEqual(services.requests("abuseipdb"), 3)
            wrong = self.run_events(self.config(services, cache={"redis": redis.address.replace("//", "//:wrong@")}), events)
            self.assertEqual(services.requests("abuseipdb"), 6)
            self.assertIn("is away", wrong.said)
            self.assertNotIn("wrong", wrong.said.replace("WRONGPASS", ""))

    def test_bad_addresses(self):
        with StandIn() as services:
            for bad in ("http://x", "redis://", "redis://h:0", "redis://h:70000", "redis://h/x", "redis://a@h", "unix:", "redis://[::1", 5, {"address": "x"}):
                process = self.start(self.config(services, cache={"redis": bad}), [event([])])
                out, said = process.communicate(timeout=20)
                self.assertEqual(process.returncode, 2, (bad, out, said))
                self.assertIn("cache.redis", said)

    # --- It goes away ---

    def test_never_there(self):
        with StandIn() as services:
            config = self.config(services, cache={"redis": f"redis://127.0.0.1:{redis_server.free_port()}"})
            process = self.run_events(config, [event(addresses(5 * n, 5), n) for n in range(20)])
            self.assertEqual(services.requests("abuseipdb"), 100)
            self.assertEqual(process.said.count("is away"), 1)

    def test_killed_and_started_again(self):
        with StandIn(latency="60-80") as services, RedisServer() as redis:
            config = self.config(services, cache={"redis": redis.address})
            events = [event(addresses(5 * n, 5), n) for n in range(400)]
            process = self.start(config, events, "--concurrency", "4")
            for _ in range(2):
                time.sleep(0.7)
                redis.stop(kill=True)
                time.sleep(0.5)
                redis.start()
            self.assertIsNone(process.poll())
            self.finish(process)
            self.assertEqual(services.requests("abuseipdb"), 2000)
            self.assertLessEqual(process.said.count("is away"), 2)
            self.assertGreater(len(redis.keys()), 0)

    def test_stopped_server_is_not_waited_for(self):
        """It takes connections and answers nothing."""
        import signal

        with StandIn() as services, RedisServer() as redis:
            config = self.config(services, cache={"redis": redis.address})
            redis.process.send_signal(signal.SIGSTOP)
            try:
                begin = time.monotonic()
                self.run_events(config, [event(addresses(5 * n, 5), n) for n in range(20)])
                self.assertLess(time.monotonic() - begin, 10)
            finally:
                redis.process.send_signal(signal.SIGCONT)
            self.assertEqual(services.requests("abuseipdb"), 100)


    # --- Quotas ---

    def share(self, redis, limit, seconds, processes, quotas, disturb=None):
        """Processes that all ask as much as they can: none of the requests is too many, and few places are left unused."""
        count = limit * seconds // processes
        # Without limits of its own it sends no headers that tell of them, which would make us more careful.
        with StandIn(latency="5-15") as services:
            config = self.config(services, quotas, cache={"redis": redis.address})
            running = [
                self.start(config, [event(addresses(100_000 * p + 5 * n, 5), n) for n in range(count // 5)], "--concurrency", "50")
                for p in range(processes)
            ]
            if disturb:
                disturb(running)
            for process in running:
                self.finish(process, 30 + 6 * seconds)
            times = sorted(each["time"] for each in services.log() if each["service"] == "abuseipdb")
            self.assertEqual(len(times), processes * (count // 5) * 5)
            self.assertEqual([time for time, later in zip(times, times[limit:]) if later - time <= 1], [])
            # Full windows follow each other; the first one needs no time.
            return (len(times) - limit) / (times[-1] - times[0]) / limit

    def test_processes_share_a_limit(self):
        for limit, processes, seconds in ((20, 2, 12), (60, 3, 8)):
            with self.subTest(limit=limit), RedisServer() as redis:
                part = self.share(redis, limit, seconds, processes, [{"requests": limit, "per": "second"}])
                print(f"{limit} per second, {processes} processes: {part:.1%} of the rate")
                self.assertGreaterEqual(part, 0.9)

    def test_limit_holds_where_redis_goes(self):
        for persists in (False, True):
            with self.subTest(persists=persists), RedisServer(persists=persists) as redis:

                def disturb(running, redis=redis):
                    for _ in range(3):
                        time.sleep(1.3)
                        self.assertTrue(all(each.poll() is None for each in running))
                        redis.stop(kill=True)
                        time.sleep(0.6)
                        redis.start()

                part = self.share(redis, 40, 12, 2, [{"requests": 40, "per": "second"}], disturb)
                print(f"with outages, persists={persists}: {part:.1%} of the rate")

    def test_limit_holds_across_a_restart(self):
        """By Redis, and by the folder that `state` names."""
        for where in ("redis", "state"):
            with self.subTest(where), RedisServer() as redis:
                with StandIn(quotas={"abuseipdb": "check:20/2s"}, counting="both") as services:
                    quotas = [{"requests": 20, "per": "minute"}]
                    more = {"cache": {"redis": redis.address}} if where == "redis" else {"state": str(self.folder / "state")}
                    config = self.config(services, quotas, max_wait="1s", **more)
                    self.run_events(config, [event(addresses(0, 20))])
                    again = self.run_events(config, [event(addresses(100, 5))])
                    self.assertEqual(services.requests("abuseipdb"), 20)
                    self.assertEqual(again.lines[0]["requests"], 0)


def main():
    global PROGRAM
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--pbc", required=True)
    arguments, names = parser.parse_known_args()
    if redis_server.PROGRAM is None:
        print("skipped: there is no redis-server; tools/setup.sh test installs it")
        sys.exit(SKIPPED)
    with tempfile.TemporaryDirectory() as folder:
        PROGRAM = Path(folder) / "lookups"
        subprocess.run([arguments.pbc, "compile", str(HERE / "lookups.py"), "-o", str(PROGRAM)], check=True)
        unittest.main(argv=[sys.argv[0], *names], verbosity=2)


if __name__ == "__main__":
    main()
