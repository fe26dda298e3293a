# SPDX-License-Identifier: Apache-2.0
"""For the tests of live runs: a playbook that makes the calls it is told to make (driver.py), against the stand-in of the services.

    with Bench() as bench:
        answers = bench.run([("url reputation", "virustotal_v3", {"url": "http://evil.example/"})])
        assert answers[0].status == "success"
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parent.parent
CONNECTORS = ROOT / "runtime" / "connectors"
sys.path.append(str(FOLDER.parent / "services"))

from stand_in import StandIn  # noqa: E402

# What no file may show.
SECRET = "s3cret-Of-The-Tests"
PBC = ROOT / "build" / "bin" / "pbc"
LATEST = 30  # seconds, of any run

# {asset: (app, the stand-in's service, names of its secrets)}
ASSETS = {
    "abuseipdb": ("AbuseIPDB", "abuseipdb", ["api_key"]),
    "block_list": ("Block List", "firewall", ["token"]),
    "gemini": ("Gemini", "gemini", ["api_key"]),
    "greynoise": ("GreyNoise", "greynoise", ["api_key"]),
    "http": ("HTTP", "echo", ["token"]),
    "jira": ("Jira", "jira", ["user", "password"]),
    "opendns_investigate": ("OpenDNS Investigate", "umbrella", ["token"]),
    "pan": ("Block List", "firewall", ["api_key"]),
    "phishtank": ("PhishTank", "phishtank", ["app_key"]),
    "safe_browsing": ("Safe Browsing", "safebrowsing", ["api_key"]),
    "servicenow": ("ServiceNow", "servicenow", ["user", "password"]),
    "slack": ("Slack", "slack", ["bot_token"]),
    "slack_webhook": ("Slack Webhook", "slack", ["webhook"]),
    "umbrella_investigate": ("Cisco Umbrella Investigate", "umbrella", ["token"]),
    "urlhaus": ("URLhaus", "urlhaus", ["auth_key"]),
    "urlscan": ("urlscan.io", "urlscan", ["api_key"]),
    "virustotal": ("VirusTotal", "virustotal", ["api_key"]),
    "virustotal_v3": ("VirusTotal v3", "virustotal", ["api_key"]),
}


ALL_CLASSES = ("contain", "restore", "notify", "record", "execute")


def quick_polls(descriptor):
    """Services take minutes, the stand-in does not."""
    for action in descriptor["actions"].values():
        for request in [action.get("request", {}), *action.get("requests", [])]:
            if "poll" in request:
                request["poll"] |= {"after": "50ms", "every": "50ms", "at_most": "5s"}


class Answer:
    """What a playbook sees of one call."""

    def __init__(self, result):
        self.status = result["status"]
        self.message = result["message"]
        self.data = result["data"]
        self.summary = result["summary"]
        self.parameter = result["parameter"]

    def __repr__(self):
        return f"{self.status}: {self.message} {json.dumps(self.data)[:300]} {json.dumps(self.summary)}"


class Bench:
    """A stand-in, a folder for files, and the driver. Options go to the stand-in."""

    driver = None

    def __init__(self, assets=ASSETS, **options):
        self.assets = assets
        self.services = StandIn(**options)

    def __enter__(self):
        self.scratch = tempfile.TemporaryDirectory()
        self.folder = Path(self.scratch.name)
        self.services.start()
        if Bench.driver is None:
            Bench.built = tempfile.TemporaryDirectory()
            Bench.driver = Path(Bench.built.name) / "driver"
            command = [str(PBC), "compile", str(FOLDER / "driver.py"), "-o", str(Bench.driver)]
            subprocess.run(command, check=True, capture_output=True)
        return self

    def __exit__(self, *_):
        self.services.stop()
        self.scratch.cleanup()

    # --- Configurations ---

    def asset(self, name, **more):
        app, service, secrets = self.assets[name]
        held = {secret: {"env": f"LIVE_{secret.upper()}"} for secret in secrets}
        return {"name": name, "app": app, "base_url": self.services.url(service), "secrets": held, "quotas": []} | more

    def config(self, *assets, **more):
        """All assets, or those given; written to a file."""
        config = {"assets": list(assets) or [self.asset(name) for name in self.assets], "max_wait": "5s"} | more
        path = self.folder / "config.json"
        path.write_text(json.dumps(config), encoding="utf-8")
        return path

    def connectors(self, changes):
        """A folder with descriptors as they are shipped, but for what `changes` says: {file: function of the descriptor}."""
        folder = self.folder / "connectors"
        folder.mkdir(exist_ok=True)
        for name, change in changes.items():
            descriptor = json.loads((CONNECTORS / f"{name}.json").read_text(encoding="utf-8"))
            change(descriptor)
            (folder / f"{name}.json").write_text(json.dumps(descriptor), encoding="utf-8")
        return folder

    # --- Runs ---

    def run(self, calls, *options, config=None, seconds=LATEST, code=0):
        """Makes the calls, each (action, asset, parameters), where parameters are an object or a list of them; an Answer for each parameter
        in this order. Files of the run stay in `folder` until the next one."""
        wanted = []
        for action, asset, parameters in calls:
            parameters = parameters if isinstance(parameters, list) else [parameters]
            wanted.append({"action": action, "asset": asset, "parameters": parameters})
        inputs = self.folder / "inputs.json"
        inputs.write_text(json.dumps({"calls": wanted}), encoding="utf-8")
        files = {name: self.folder / f"{name}.json" for name in ("trace", "ledger", "result", "record")}
        command = [str(Bench.driver), "run", "--live", "--config", str(config or self.config()), "--inputs", str(inputs)]
        for name, path in files.items():
            command += [f"--{name}", str(path)]
        self.ran = subprocess.run(
            command + [str(option) for option in options], capture_output=True, text=True, timeout=seconds, env=self.environment()
        )
        if self.ran.returncode != code:
            raise AssertionError(f"exit code {self.ran.returncode}\n{self.ran.stdout}{self.ran.stderr}")
        for said in [self.ran.stdout, self.ran.stderr, *(path.read_text(encoding="utf-8") for path in files.values())]:
            if SECRET in said:
                raise AssertionError(f"a secret is told: {said[max(0, said.index(SECRET) - 200) :][:400]}")
        self.result = json.loads(files["result"].read_text(encoding="utf-8"))
        return self.answers(self.result, len(wanted))

    def answers(self, result, count):
        by_name = {}
        for action_run in result["action_runs"]:
            results = [result for app_run in action_run["app_runs"] for result in app_run["action_results"]]
            by_name[action_run["name"]] = [Answer(result) for result in results]
        return [answer for number in range(count) for answer in by_name[f"call_{number}"]]

    def one(self, action, asset, parameter, *options, **more):
        answers = self.run([(action, asset, parameter)], *options, **more)
        assert len(answers) == 1, answers
        return answers[0]

    def replay(self, record):
        """Runs against what --record has written; (trace, result)."""
        trace, result = self.folder / "replayed.trace.json", self.folder / "replayed.result.json"
        command = [str(Bench.driver), "run", "--world", str(record), "--inputs", str(self.folder / "inputs.json")]
        subprocess.run(command + ["--trace", str(trace), "--result", str(result)], check=True, capture_output=True, timeout=LATEST)
        return trace.read_text(encoding="utf-8"), result.read_text(encoding="utf-8")

    def environment(self):
        names = {secret for _, _, secrets in self.assets.values() for secret in secrets} | {"user", "password"}
        kept = {name: value for name, value in os.environ.items() if "PROXY" not in name.upper()}
        values = {f"LIVE_{name.upper()}": f"{SECRET}-{name}" for name in names}
        return kept | values | {"LIVE_WEBHOOK": f"T0/B0/{SECRET}", "LIVE_WRONG": "wrong"}

    def file(self, name):
        return (self.folder / f"{name}.json").read_text(encoding="utf-8")

    def lines(self, name):
        return [json.loads(line) for line in self.file(name).splitlines()]
