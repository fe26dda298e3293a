#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Mails a second over HTTP, with wrk: serve.py --pbc build/bin/pbc [--seconds 20] [--connections 8] [--threads 1] [--json FILE]"""

import argparse
import json
import os
import re
import signal
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PLAYBOOKS = ROOT / "playbooks"
WORLD = PLAYBOOKS / "phishme_respond" / "malicious.world.json"
EVENT = PLAYBOOKS / "phishme_respond" / "malicious.event.json"
MAIL = ("From: Billing <billing@login-check.example.net>\r\nTo: carla@example.com\r\nSubject: Invoice is overdue\r\n"
        "Message-ID: <1@login-check.example.net>\r\nContent-Type: text/plain\r\n\r\n"
        "Pay now: http://login-check.example.net/pay or ask billing@login-check.example.net\r\n")


def seconds_of(process):
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_of(process):
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE") / 2**20


def milliseconds(text):
    number, unit = re.fullmatch(r"([0-9.]+)(us|ms|s)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def measure(server, url, body, kind, options, folder):
    script = folder / "post.lua"
    (folder / "body").write_bytes(body)
    script.write_text(f'wrk.method = "POST"\nwrk.headers["Content-Type"] = "{kind}"\nwrk.body = io.open("{folder}/body", "rb"):read("*a")\n'
                      'done = function(summary) io.write("errors ", summary.errors.status + summary.errors.read + summary.errors.timeout, "\\n") end\n')
    wrk = ["wrk", "-t1", f"-c{options.connections}", "--latency", "-s", str(script)]
    subprocess.run([*wrk, "-d2", url + "/api/analyze"], check=True, capture_output=True)
    memory, ended = [], threading.Event()

    def watch():
        while not ended.wait(max(1, options.seconds / 10)):
            memory.append(round(resident_of(server.pid), 1))
    watcher = threading.Thread(target=watch)
    watcher.start()
    before, began = seconds_of(server.pid), time.monotonic()
    told = subprocess.run([*wrk, f"-d{options.seconds}", url + "/api/analyze"], check=True, capture_output=True, text=True).stdout
    used, elapsed = seconds_of(server.pid) - before, time.monotonic() - began
    ended.set()
    watcher.join()
    requests = int(re.search(r"(\d+) requests in", told)[1])
    return {"mails_per_second": round(requests / elapsed), "mails_per_second_and_core": round(requests / used), "cores": round(used / elapsed, 2),
            "p50_ms": milliseconds(re.search(r"50%\s+(\S+)", told)[1]), "p99_ms": milliseconds(re.search(r"99%\s+(\S+)", told)[1]),
            "errors": int(re.search(r"errors (\d+)", told)[1]), "resident_mib": memory}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--pbc", required=True)
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--json")
    options = parser.parse_args()
    if shutil.which("wrk") is None:
        sys.exit("there is no wrk; tools/setup.sh bench installs it")
    figures = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "playbooks").mkdir()
        for playbook in ("phishme_respond", "email_alert", "hello"):
            for file in (PLAYBOOKS / playbook).glob("*.py"):
                shutil.copy(file, folder / "playbooks")
        subprocess.run([options.pbc, "compile", folder / "playbooks", "-o", folder / "triage"], check=True)
        server = subprocess.Popen([folder / "triage", "serve", "--listen", "127.0.0.1:0", "--threads", str(options.threads), "--world", WORLD],
                                  stderr=subprocess.PIPE, text=True, stdout=subprocess.DEVNULL)
        url = server.stderr.readline().split()[1]
        print(f"{'':20} {'mails/s':>8} {'per core':>9} {'cores':>6} {'p50 ms':>7} {'p99 ms':>7} {'errors':>7}  resident MiB")
        for what, body, kind in (("a mail", MAIL.encode(), "message/rfc822"), ("an event of a report", EVENT.read_bytes(), "application/json")):
            row = figures[what] = measure(server, url, body, kind, options, folder)
            print(f"{what:20} {row['mails_per_second']:8} {row['mails_per_second_and_core']:9} {row['cores']:6} {row['p50_ms']:7} {row['p99_ms']:7}"
                  f" {row['errors']:7}  {' '.join(map(str, row['resident_mib']))}")
        server.send_signal(signal.SIGTERM)
        server.wait(40)
    if options.json:
        Path(options.json).write_text(json.dumps(figures, indent=2) + "\n")


if __name__ == "__main__":
    main()
