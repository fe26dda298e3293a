# SPDX-License-Identifier: Apache-2.0
"""Controls at run time, below /_admin/; they are not counted. Parameters come in the query or as a JSON object."""

import json

from service import REGISTRY, BadRequest, json_answer

PATHS = "services counts log mails files verdict verdicts fault faults quota latency pending reset"


class Admin:
    def __init__(self, world):
        self.world = world

    def answer(self, request):
        first, _, name = request.path[1:].partition("/")
        if not first:
            return json_answer({"services": sorted(REGISTRY), "admin": [f"/_admin/{path}" for path in PATHS.split()]})
        handler = getattr(self, f"on_{name}", None) if first == "_admin" and name in PATHS.split() else None
        if handler is None:
            return json_answer({"error": "no such service", "services": sorted(REGISTRY)}, 404)
        try:
            given = {key: request.query(key) for key in parameters_of(request.query_text)}
            if request.body:
                given |= request.object()
            return json_answer(handler(request.method, given))
        except (BadRequest, ValueError, TypeError, KeyError) as error:
            return json_answer({"error": str(error) or type(error).__name__}, 400)

    def on_services(self, _method, _given):
        return {
            name: {
                "path": f"/{name}",
                "quotas": service.quotas,
                "endpoints": {each.label: each.action for each in service.routes()},
            }
            for name, service in sorted(self.world.services.items())
        }

    def on_counts(self, _method, _given):
        return self.world.describe()

    def on_log(self, _method, _given):
        keys = ("time", "service", "endpoint", "indicators", "status")
        return [dict(zip(keys, line)) for line in self.world.log]

    def on_mails(self, _method, _given):
        return self.world.mails

    def on_files(self, _method, _given):
        """What was uploaded to each service."""
        found = {name: getattr(service, "files", []) for name, service in sorted(self.world.services.items())}
        return {name: files for name, files in found.items() if files}

    def on_reset(self, _method, _given):
        self.world.reset()
        return {"ok": True}

    def on_verdict(self, method, given):
        """What is said about an indicator; with `verdict`, what is from now on."""
        if method == "POST":
            self.world.verdicts.add(given["indicator"], {key: value for key, value in given.items() if key != "indicator"})
        verdict = self.world.verdicts.of(given["indicator"])
        return {"indicator": verdict.indicator, "verdict": verdict.level, "score": verdict.score}

    def on_verdicts(self, method, given):
        """What is said as by --data; all of it can be set anew."""
        if method in ("POST", "PUT"):
            self.world.verdicts.set(given)
        return self.world.verdicts.data

    def on_fault(self, _method, given):
        service = given.pop("service", "*")
        if service != "*" and service not in REGISTRY and service not in ("smtp", "dns"):
            raise ValueError(f"{service!r} is no service")
        if service == "smtp":
            given.setdefault("endpoint", "MAIL")
        self.world.faults.add(service, given)
        return self.world.faults.describe()

    def on_faults(self, method, given):
        if method == "DELETE":
            self.world.faults.clear(given.get("service"))
        return self.world.faults.describe()

    def on_quota(self, method, given):
        """`service`, or all of them, and `limits`: as for --quota, "default", or "" for none."""
        if method in ("POST", "PUT"):
            for name in [given["service"]] if "service" in given else REGISTRY:
                self.world.set_quota(name, given["limits"], given.get("counting", "fixed"))
        quotas = self.world.quotas.items()
        return {name: {"limits": quota.text, "counting": quota.counting, "over": quota.over} for name, quota in quotas}

    def on_latency(self, method, given):
        if method in ("POST", "PUT"):
            self.world.set_latency(given.get("service", "*"), given["ms"])
        return {name: [1000 * least, 1000 * most] for name, (least, most) in self.world.latencies.items()}

    def on_pending(self, method, given):
        if method in ("POST", "PUT"):
            self.world.pending = int(given["polls"])
        return {"polls": self.world.pending}


def parameters_of(query_text):
    return {pair.partition("=")[0] for pair in query_text.split("&") if pair}


def fault_of(text):
    """Of the command line: "slow seconds=2 count=3"."""
    kind, *pairs = text.split()
    parameters = {"kind": kind}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise ValueError(f"{pair!r} is not NAME=VALUE")
        try:
            parameters[name] = json.loads(value)
        except ValueError:
            parameters[name] = value
    return parameters
