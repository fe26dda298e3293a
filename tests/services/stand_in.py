# SPDX-License-Identifier: Apache-2.0
"""For tests: the stand-in as a process of its own, and its controls.

    with StandIn(quotas="default", latency="200-300") as services:
        run(services.url("virustotal"))
        assert services.violations() == 0
        services.fault("virustotal", "slow", seconds=2)
"""

import json
import select
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

PROGRAM = Path(__file__).resolve().parent / "services.py"
# Whoever has set a proxy does not mean the loopback interface.
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class StandIn:
    """`quotas`: "default", or {service: limits}; `latency`: such as "200-300", or {service: ...} with "*" for all others; `data`: what is said
    about indicators, an object or a path; `faults`: {service: "slow seconds=2"}. Further options go to the command line as they are.
    """

    def __init__(
        self, quotas=None, latency=None, data=None, faults=None, tls=False, counting="fixed", seed=0, pending=1, options=()
    ):
        self.arguments = ["--seed", str(seed), "--pending", str(pending), "--counting", counting]
        self.arguments += ["--tls"] if tls else []
        if quotas == "default":
            self.arguments += ["--quotas", "default"]
        elif quotas:
            self.arguments += flags("--quota", quotas)
        if latency is not None:
            self.arguments += flags("--latency", latency if isinstance(latency, dict) else {"*": latency})
        self.arguments += flags("--fault", faults or {})
        self.arguments += ["--data", str(data)] if isinstance(data, (str, Path)) else []
        self.arguments += options
        self.data = data if isinstance(data, dict) else None
        self.process = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self, seconds=20):
        command = [sys.executable, str(PROGRAM), "--until-eof", *self.arguments]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        try:
            ready, _, _ = select.select([self.process.stdout], [], [], seconds)
            line = self.process.stdout.readline() if ready else ""
            if not line:
                raise RuntimeError(f"the stand-in did not start: {' '.join(self.arguments)}")
            self.ports = json.loads(line)
            if self.data is not None:
                self.admin("verdicts", **self.data)
        except BaseException:
            self.stop()
            raise

    def stop(self):
        """Its exit code."""
        self.process.terminate()
        try:
            code = self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()
        return code

    # --- Where it is ---

    @property
    def address(self):
        return f"http://127.0.0.1:{self.ports['http']}"

    @property
    def ca(self):
        """The file of the authority to trust."""
        return self.ports["ca"]

    def url(self, service, tls=""):
        """The service's base URL; with `tls` "https", "https_expired", "https_wrong_host" or "https_untrusted" on that port."""
        return f"https://localhost:{self.ports[tls]}/{service}" if tls else f"{self.address}/{service}"

    # --- Its controls ---

    def admin(self, path, method=None, **parameters):
        body = json.dumps(parameters).encode() if parameters else None
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(
            f"{self.address}/_admin/{path}", body, headers, method=method or ("POST" if body else "GET")
        )
        try:
            with OPENER.open(request, timeout=30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                raise ValueError(json.load(error)["error"]) from None

    def counts(self):
        return self.admin("counts")

    def reset(self):
        return self.admin("reset", "POST")

    def mails(self):
        return self.admin("mails")

    def files(self, service):
        return self.admin("files").get(service, [])

    def log(self):
        return self.admin("log")

    def fault(self, service, kind, **parameters):
        return self.admin("fault", service=service, kind=kind, **parameters)

    def clear_faults(self, service=None):
        return self.admin("faults", "DELETE", **({"service": service} if service else {}))

    def quota(self, service, limits, counting="fixed"):
        return self.admin("quota", service=service, limits=limits, counting=counting)

    def latency(self, milliseconds, service="*"):
        return self.admin("latency", service=service, ms=milliseconds)

    def pending(self, polls):
        return self.admin("pending", polls=polls)

    def set_verdict(self, indicator, verdict, **more):
        return self.admin("verdict", indicator=indicator, verdict=verdict, **more)

    def verdict(self, indicator):
        """What every service says about the indicator: malicious, suspicious, clean or unknown."""
        return self.admin("verdict", "PUT", indicator=indicator)["verdict"]

    # --- What tests ask most ---

    def requests(self, service=None):
        counts = self.counts()
        return counts["requests"] if service is None else counts["services"].get(service, {"requests": 0})["requests"]

    def violations(self, service=None):
        counts = self.counts()
        return counts["violations"] if service is None else counts["services"].get(service, {"violations": 0})["violations"]

    def indicators(self, service, endpoint=""):
        """{indicator: requests about it}, over the end points whose label holds `endpoint`."""
        found = {}
        for label, each in self.counts()["services"].get(service, {"endpoints": {}})["endpoints"].items():
            if endpoint in label:
                for indicator, count in each["indicators"].items():
                    found[indicator] = found.get(indicator, 0) + count
        return found

    def effects(self, service=None):
        return [effect for effect in self.counts()["effects"] if service in (None, effect["service"])]

    def quiet(self, seconds=5):
        """Waits until no connection is open but the one that asks; False where that takes longer."""
        end = time.monotonic() + seconds
        while self.counts()["connections"]["open"] > 1:
            if time.monotonic() > end:
                return False
            time.sleep(0.02)
        return True


def flags(name, values):
    return [text for key, value in values.items() for text in (name, f"{key}={value}")]
