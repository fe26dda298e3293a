#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Mails a second over HTTP, with wrk: serve.py --pbc build/bin/pbc [--seconds 20] [--connections 8] [--threads 1] [--only TEXT] [--json FILE]

Exits with 1 where a row misses its target (README.md), and says which.
"""

import argparse
import contextlib
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests" / "services"))
sys.dont_write_bytecode = True

from stand_in import StandIn  # noqa: E402

PLAYBOOKS = ROOT / "playbooks"
WORLD = PLAYBOOKS / "phishme_respond" / "malicious.world.json"
EVENT = (PLAYBOOKS / "phishme_respond" / "malicious.event.json").read_text()
# wrk writes a number of its own for each {}.
CAMPAIGN = ("From: Billing <billing@login-check.example.net>\r\nTo: person{}@example.com\r\nSubject: Invoice {} is overdue\r\n"
            "Message-ID: <{}@login-check.example.net>\r\nContent-Type: text/plain\r\n\r\n"
            "Pay now: http://login-check.example.net/pay or ask billing@login-check.example.net\r\n")
MAIL = CAMPAIGN.replace("{}", "1")
# Name, app, service of the stand-in, and what the app calls its key.
ASSETS = (("virustotal", "VirusTotal", "virustotal", "api_key"), ("phishtank", "PhishTank", "phishtank", "app_key"),
          ("safe_browsing", "Safe Browsing", "safebrowsing", "api_key"), ("abuseipdb", "AbuseIPDB", "abuseipdb", "api_key"))
LEAST, LATEST, GROWTH = 1000, 20, 0.05  # mails a second and core, milliseconds, of the memory
WARMING = 2  # seconds


BUNDLES = {"three": ("phishme_respond", "email_alert", "hello"), "all": ("*",)}  # folders of playbooks


@dataclass
class Row:
    name: str
    body: str
    kind: str = "message/rfc822"
    live: bool = False
    world: Path = WORLD
    bundle: str = "three"


def demo(name):
    """A shipped mail, to which all shipped playbooks may apply."""
    return Row(f"demo: {name}", (PLAYBOOKS / "demo" / f"{name}.eml").read_text(), world=PLAYBOOKS / "demo" / "world.json", bundle="all")


ROWS = (Row("a mail", MAIL), Row("an event of a report", EVENT, "application/json"), Row("live: a mail", MAIL, live=True),
        Row("live: a campaign", CAMPAIGN, live=True), demo("phish"), demo("newsletter"), demo("business_compromise"))


def seconds_of(process):
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_of(process):
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE") / 2**20


def milliseconds(text):
    number, unit = re.fullmatch(r"([0-9.]+)(us|ms|s|m)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60000}[unit]


def percentile(told, part):
    """Of the latency, in milliseconds; other lines may end in such a percentage."""
    return milliseconds(re.search(rf"^ +{part}% +(\S+)$", told, re.MULTILINE)[1])


def script(row, folder):
    """What wrk sends."""
    (folder / "body").write_bytes(row.body.encode())
    lines = ['wrk.method = "POST"', f'wrk.headers["Content-Type"] = "{row.kind}"', f'wrk.body = io.open("{folder}/body", "rb"):read("*a")',
             'done = function(summary) io.write("errors ", summary.errors.status + summary.errors.read + summary.errors.timeout, "\\n") end']
    if row.body is CAMPAIGN:
        lines += ["local number = os.time() * 1000000", "request = function()", "  number = number + 1",
                  '  return wrk.format(nil, nil, nil, (wrk.body:gsub("{}", string.format("%d", number))))', "end"]
    file = folder / "post.lua"
    file.write_text("\n".join(lines) + "\n")
    return file


def growth_of(memory):
    """Of the median of the last third over that of the first."""
    third = max(1, len(memory) // 3)
    return statistics.median(memory[-third:]) / statistics.median(memory[:third]) - 1


def measure(server, url, row, requests, options, folder):
    """`requests` counts those of look-ups so far."""
    wrk = ["wrk", "-t1", f"-c{options.connections}", "--latency", "-s", str(script(row, folder))]
    subprocess.run([*wrk, f"-d{WARMING}", url + "/api/analyze"], check=True, capture_output=True)
    asked = requests()
    memory, ended = [], threading.Event()

    def watch():
        while not ended.wait(max(0.5, options.seconds / 30)):
            memory.append(round(resident_of(server.pid), 1))
    watcher = threading.Thread(target=watch)
    watcher.start()
    before, began = seconds_of(server.pid), time.monotonic()
    told = subprocess.run([*wrk, f"-d{options.seconds}", url + "/api/analyze"], check=True, capture_output=True, text=True).stdout
    used, elapsed = seconds_of(server.pid) - before, time.monotonic() - began
    ended.set()
    watcher.join()
    mails = int(re.search(r"(\d+) requests in", told)[1])
    return {"mails_per_second": round(mails / elapsed), "mails_per_second_and_core": round(mails / used), "cores": round(used / elapsed, 2),
            "p50_ms": percentile(told, 50), "p99_ms": percentile(told, 99),
            "errors": int(re.search(r"errors (\d+)", told)[1]), "requests": asked, "requests_when_warm": requests() - asked,
            "growth": round(growth_of(memory), 4), "resident_mib": memory}


def misses(row):
    """Which targets."""
    if row["mails_per_second_and_core"] < LEAST:
        yield f"{row['mails_per_second_and_core']} mails a second and core, not {LEAST}"
    if row["p99_ms"] >= LATEST:
        yield f"p99 is {row['p99_ms']} ms, not below {LATEST}"
    if row["growth"] > GROWTH:
        yield f"memory grows by {100 * row['growth']:.1f} %, more than {100 * GROWTH:.0f}"
    if row["errors"]:
        yield f"{row['errors']} errors"
    # Answers get old: what is asked again was asked before.
    if row["requests_when_warm"] > row["requests"]:
        yield f"{row['requests_when_warm']} requests when warm, {row['requests']} before"


def config(services, folder):
    """Of the stand-in. Nobody but it is asked: a redirect would be the page's own server."""
    assets = [{"name": name, "app": app, "base_url": services.url(service), "secrets": {key: {"env": "PBC_BENCH_KEY"}}, "quotas": []}
              for name, app, service, key in ASSETS]
    file = folder / "live.json"
    file.write_text(json.dumps({"assets": assets, "triage": {"left_out": ["redirect"]}}))
    return file


@contextlib.contextmanager
def serving(bundle, folder, row, options, services):
    """Whatever happens, it ends; that it has ended by itself is told."""
    where = ["--live", "--config", config(services, folder)] if row.live else ["--world", row.world]
    server = subprocess.Popen([bundle, "serve", "--listen", "127.0.0.1:0", "--threads", str(options.threads), *where],
                              stderr=subprocess.PIPE, text=True, stdout=subprocess.DEVNULL, env={**os.environ, "PBC_BENCH_KEY": "bench"})
    try:
        yield server
        if server.poll() is not None:
            sys.exit(f"{row.name}: the server has ended by itself, with {server.returncode}: {server.stderr.read()}")
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=40)
    finally:
        server.kill()
        server.wait()


def bundle_of(row, options, folder):
    """Compiled once for all rows that have it."""
    bundle = folder / row.bundle
    if not bundle.exists():
        inputs = folder / f"{row.bundle}.playbooks"
        inputs.mkdir()
        for file in (file for name in BUNDLES[row.bundle] for file in PLAYBOOKS.glob(f"{name}/*.py")):
            shutil.copy(file, inputs)
        subprocess.run([options.pbc, "compile", inputs, "-o", bundle], check=True)
    return bundle


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--pbc", required=True)
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--only", default="", help="rows with this text in their name")
    parser.add_argument("--json")
    options = parser.parse_args()
    if shutil.which("wrk") is None:
        sys.exit("there is no wrk; tools/setup.sh bench installs it")
    rows = [row for row in ROWS if options.only in row.name]
    if not rows:
        sys.exit(f"no row has `{options.only}` in its name; there are {', '.join(row.name for row in ROWS)}")
    figures, missed = {}, []
    with tempfile.TemporaryDirectory() as name, StandIn(data={"login-check.example.net": "malicious"}) as services:
        folder = Path(name)
        print(f"{'':20} {'mails/s':>8} {'per core':>9} {'cores':>6} {'p50 ms':>7} {'p99 ms':>7} {'errors':>7} {'requests':>9} {'growth':>7}  resident MiB")
        for row in rows:
            with serving(bundle_of(row, options, folder), folder, row, options, services) as server:
                line = server.stderr.readline()
                if not line.startswith("serving: "):
                    sys.exit(f"serve: {line}")
                first = services.requests()
                result = figures[row.name] = measure(server, line.split()[1], row, lambda: services.requests() - first, options, folder)
            requests = f"{result['requests']}+{result['requests_when_warm']}"
            memory = result["resident_mib"]
            print(f"{row.name:20} {result['mails_per_second']:8} {result['mails_per_second_and_core']:9} {result['cores']:6} {result['p50_ms']:7}"
                  f" {result['p99_ms']:7} {result['errors']:7} {requests:>9} {100 * result['growth']:6.1f}%"
                  f"  {' '.join(map(str, memory[:: max(1, len(memory) // 10)]))}", flush=True)
            missed += [f"{row.name}: {each}" for each in misses(result)]
    if options.json:
        Path(options.json).write_text(json.dumps(figures, indent=2) + "\n")
    for each in missed:
        print(f"missed: {each}", file=sys.stderr)
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
