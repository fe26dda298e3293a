#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What `make demo-live` shows: a reported mail, looked up at services over HTTP. They are the stand-in of tests/services/, so no keys are needed."""

import json
import os
import pathlib
import shlex
import shutil
import socket
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "services"))
sys.dont_write_bytecode = True

from stand_in import StandIn  # noqa: E402

PLAYBOOK = pathlib.Path("playbooks/phishme_respond/phishme_email_investigate_and_respond.py")
MAIL = pathlib.Path("playbooks/demo/phish.eml")
BAR = 48  # columns of the timeline


def title(text):
    print(f"\n{text}\n{'-' * len(text)}")


def run(*command, environment=None):
    """Shows and runs a command; gives back the seconds it took."""
    print("$", shlex.join(str(part) for part in command), flush=True)
    begin = time.monotonic()
    code = subprocess.run(command, cwd=ROOT, env={**os.environ, **(environment or {})}, check=False).returncode
    if code != 0:
        sys.exit(f"demo-live: exit code {code}")
    return time.monotonic() - begin


class Redis:
    """A server on a free port of the loopback interface, which keeps nothing."""

    def __enter__(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            time.sleep(0.05)
        sys.exit("demo-live: redis-server did not start")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def configuration(services, redis):
    """As docs/live.md has it. The playbook's assets for containment are all one block list here."""
    key = {"env": "DEMO_KEY"}
    assets = [{"name": "virustotal", "app": "VirusTotal", "base_url": services.url("virustotal"), "secrets": {"api_key": key}}]
    for name in ("pan", "zscaler", "opendns_umbrella", "carbonblack"):
        assets.append({"name": name, "app": "Block List", "base_url": services.url("firewall"), "secrets": {"token": key}})
    for asset in assets:
        asset["quotas"] = [{"requests": 1000, "per": "minute"}]
    return {"assets": assets, "cache": {"redis": f"redis://127.0.0.1:{redis.port}"}}


def timeline(trace):
    """When each block asked, and when it had its answers."""
    lines = [json.loads(line) for line in trace.read_text(encoding="utf-8").splitlines()]
    spans = {}
    for line in lines:
        if line["api"] == "act":
            spans.setdefault(line.get("name") or line["block"], [line["t_ms"], line["t_ms"], 0, line["action"]])
        elif line["api"] == "action_result" and line["block"] in spans:
            span = spans[line["block"]]
            span[1], span[2] = max(span[1], line["t_ms"]), span[2] + 1
    end = max([1, *(span[1] for span in spans.values())])
    for name, (begin, done, answers, action) in spans.items():
        left = begin * BAR // end
        bar = " " * left + "#" * max(1, (done - begin) * BAR // end)
        print(f"{name[:34]:<34} {begin:5d} ms |{bar:<{BAR}}| {done:5d} ms  {answers} x {action}")


def requests(ledger):
    *lines, last = [json.loads(line) for line in ledger.read_text(encoding="utf-8").splitlines()]
    asked = {}
    for line in lines:
        entry = asked.setdefault((line["asset"], line["action"]), [0, 0, 0])
        entry[0] += line["parameters"]
        entry[1] += line["requests"]
        entry[2] += line["cache_hits"]
    for (asset, action), (parameters, sent, hits) in asked.items():
        print(f"{asset:<18} {action:<20} {parameters:3d} asked  {sent:3d} sent  {hits:3d} from caches")
    total = last["total"]
    print(f"{'total':<39} {total['parameters']:3d} asked  {total['requests']:3d} sent  {total['cache_hits']:3d} from caches, {total['t_ms']} ms")
    return total["requests"]


def main():
    pbc, out = sys.argv[1], pathlib.Path(sys.argv[2])
    (ROOT / out).mkdir(parents=True, exist_ok=True)
    executable = out / "phishme"
    if shutil.which("redis-server") is None:
        sys.exit("demo-live: no redis-server; `make demo-live` installs it")

    title("Compile")
    run(pbc, "compile", PLAYBOOK, "-o", executable)

    with Redis() as redis, StandIn(latency="100-200") as services:
        config, trace, ledger = out / "live.json", out / "trace.jsonl", out / "ledger.jsonl"
        (ROOT / config).write_text(json.dumps(configuration(services, redis), indent=2), encoding="utf-8")
        command = [f"./{executable}", "run", MAIL, "--live", "--config", config, "--trace", trace, "--ledger", ledger]

        title("A mail, live: what it asks, and what it would do")
        run(*command, environment={"DEMO_KEY": "demo"})
        title("Timeline")
        timeline(ROOT / trace)
        title("Ledger")
        requests(ROOT / ledger)

        title("The same mail again, in another process")
        run(*command, "--result", out / "result.json", environment={"DEMO_KEY": "demo"})
        sent = requests(ROOT / ledger)
        print(f"{sent} requests: everything is known")

        title("And with leave to contain")
        run(*command, "--allow", "contain", "--result", out / "result.json", environment={"DEMO_KEY": "demo"})
        requests(ROOT / ledger)
        for effect in services.counts()["effects"]:
            print("the block list got", effect.get("method", ""), effect.get("path", ""))
    if sent != 0:
        sys.exit("demo-live: the second run sent requests")


if __name__ == "__main__":
    main()
