# SPDX-License-Identifier: Apache-2.0
"""All services together: which one a request is for, what is counted, when it is answered."""

import random
import traceback
from collections import deque

from admin import Admin
from faults import Faults
from quotas import COUNTINGS, Quotas
from service import REGISTRY, WRONG, BadRequest, is_wrong, json_answer
from verdicts import Verdicts

MOST_KEPT = 100_000  # lines of the log, effects
MOST_OF_BODY = 1 << 20  # bytes of an effect's body
OTHERS = ("smtp", "dns")  # which have quotas and faults as the services have


class Counts:
    """Of one service. In flight is what has been read from a socket and is not answered."""

    def __init__(self):
        self.requests = self.violations = self.faults = self.in_flight = self.in_flight_most = 0
        self.endpoints = {}  # {label: [requests, {indicator: requests}, {status: requests}]}

    def endpoint(self, label):
        found = self.endpoints.get(label)
        if found is None:
            found = self.endpoints[label] = [0, {}, {}]
        return found

    def describe(self, over):
        endpoints = {
            label: {"requests": requests, "indicators": indicators, "statuses": statuses}
            for label, (requests, indicators, statuses) in self.endpoints.items()
        }
        fixed = {"requests": self.requests, "violations": self.violations, "faults": self.faults, "over": over}
        return fixed | {"in_flight_max": self.in_flight_most, "endpoints": endpoints}


def span(text):
    """A latency in seconds, (least, most): "200-300", "50" or 50, in milliseconds."""
    least, dash, most = str(text).partition("-")
    bounds = float(least) / 1000, float(most if dash else least) / 1000
    if not 0 <= bounds[0] <= bounds[1]:
        raise ValueError(f"{text!r} is no latency such as 50 or 200-300")
    return bounds


class World:
    def __init__(self, seed=0, data=None, pending=1):
        self.seed = seed
        self.pending = pending  # how often a caller is told to wait for an analysis
        self.verdicts = Verdicts(seed, data)
        self.faults = Faults(seed)
        self.chance = random.Random(f"{seed} latency")
        self.latencies = {}  # {service or "*": (least, most)}
        self.quotas = {}
        self.connections = set()
        self.mails = []
        self.forget()
        self.services = {name: service(self) for name, service in REGISTRY.items()}
        self.admin = Admin(self)

    def forget(self):
        """Counts, effects, mails."""
        self.counts = {}
        self.effects = []
        self.log = deque(maxlen=MOST_KEPT)
        self.mails.clear()
        self.in_flight = self.in_flight_most = 0
        self.accepted = self.accepted_tls = self.used = self.failures = 0

    def reset(self):
        """As after the start, but for what the command line or a caller has set: quotas begin anew, faults and latencies stay."""
        flying, counts = self.in_flight, self.counts
        self.forget()
        self.in_flight = self.in_flight_most = flying
        for name, before in counts.items():
            if before.in_flight:
                count = self.count(name)
                count.in_flight = count.in_flight_most = before.in_flight
        for service in self.services.values():
            service.reset()
        for name, quotas in self.quotas.items():
            self.quotas[name] = Quotas(quotas.text, quotas.counting)

    def set_quota(self, name, text, counting):
        """`default` stands for the public limits, an empty text for none."""
        if name not in self.services and name not in OTHERS:
            raise ValueError(f"{name!r} is no service")
        if counting not in (*COUNTINGS, "both", "none"):
            raise ValueError(f"{counting!r} is no counting")
        if text == "default":
            text = self.services[name].quotas if name in self.services else ""
        self.quotas.pop(name, None)
        if text:
            self.quotas[name] = Quotas(text, counting)

    def set_latency(self, name, text):
        if name != "*" and name not in self.services and name not in OTHERS:
            raise ValueError(f"{name!r} is no service")
        self.latencies[name] = span(text)

    def latency(self, name):
        least, most = self.latencies.get(name) or self.latencies.get("*") or (0, 0)
        return least if least == most else self.chance.uniform(least, most)

    def count(self, name):
        found = self.counts.get(name)
        if found is None:
            found = self.counts[name] = Counts()
        return found

    def charge(self, name, action, time):
        """Uses up what the request costs: (limits taken from, the limit that refuses it)."""
        quotas = self.quotas.get(name)
        if quotas is None:
            return (), None
        taken, refused = quotas.take(action, time)
        if refused:
            self.count(name).violations += 1
        return taken, refused

    # --- Requests ---

    def connected(self, connection, tls):
        self.connections.add(connection)
        self.accepted += 1
        self.accepted_tls += tls

    def disconnected(self, connection):
        self.connections.discard(connection)

    def arrived(self, request):
        """The head has been read."""
        name, _, rest = request.path[1:].partition("/")
        service = self.services.get(name)
        if service is None:
            return
        request.service = service
        request.path = "/" + rest
        found, arguments = service.routed(request.method, request.path)
        counts = self.count(name)
        counts.requests += 1
        self.in_flight += 1
        self.in_flight_most = max(self.in_flight, self.in_flight_most)
        counts.in_flight += 1
        counts.in_flight_most = max(counts.in_flight, counts.in_flight_most)
        if found is None:
            request.refusal = json_answer({"error": "method not allowed"}, 405, {"Allow": ", ".join(sorted(arguments))})
            if not arguments:
                request.refusal = service.no_such_path(request)
            return
        request.route, request.arguments = found, arguments
        counts.endpoint(found.label)[0] += 1
        if service.needs_key:
            key = service.key(request)
            if not key or key == WRONG or WRONG in key and is_wrong(key):
                request.refusal = service.unauthorized(request, key)
                return
        if found.metered:
            request.taken, refused = self.charge(name, found.action, request.time)
            if refused:
                request.refusal = service.over_limit(request, refused)

    def answer(self, request):
        """(answer, seconds to wait before it, fault in how it is sent or None)"""
        service = request.service
        if service is None:
            return self.admin.answer(request), 0, None
        name, found = service.name, request.route
        label = found.label if found else f"{request.method} (no such path)"
        counts = self.counts.get(name) or self.count(name)
        statuses = counts.endpoint(label)[2]
        if found:
            request.indicators = service.indicators(request)
            seen = counts.endpoint(label)[1]
            for indicator in request.indicators:
                seen[indicator] = seen.get(indicator, 0) + 1
        else:
            counts.endpoint(label)[0] += 1
        fault = self.faults.next(name, label)
        answer = self.answer_of(service, request, fault)
        delay, status = self.latency(name), answer.status
        if service.charges_success_only and status != 200:
            for limit in request.taken:
                limit.give_back(request.time)
        if fault:
            counts.faults += 1
            fault.spoil(answer)
            delay = fault.seconds + (0 if fault.is_at_once else delay)
            status = 0 if fault.is_silent else status
        statuses[status] = statuses.get(status, 0) + 1
        self.log.append((request.time, name, label, request.indicators, status))
        return answer, delay, fault

    def answer_of(self, service, request, fault):
        if fault:
            if fault.kind == "over_quota":
                return service.over_limit(request, Exhausted(request))
            if instead := fault.instead():
                return instead
        if request.refusal:
            return request.refusal
        try:
            answer = request.route.handler(service, request)
        except BadRequest as error:
            answer = service.bad_request(request, str(error))
        except Exception as error:  # a fault of the stand-in, which its callers have to see
            traceback.print_exc()
            self.failures += 1
            answer = json_answer({"error": f"the stand-in has failed: {error!r}"}, 500)
        if request.route.effect and answer.status < 400:
            self.effect(service.name, request, answer)
        if request.route.metered and (quotas := self.quotas.get(service.name)):
            if limits := quotas.told(request.route.action):
                answer.headers = answer.headers | service.limit_headers(request, limits)
        return answer

    def effect(self, name, request, answer):
        if len(self.effects) < MOST_KEPT:
            found = {"service": name, "endpoint": request.route.label, "path": request.target, "status": answer.status}
            self.effects.append(found | {"time": request.time, "body": request.body[:MOST_OF_BODY].decode("utf-8", "replace")})

    def done(self, request):
        """It has been answered, or will never be."""
        if request.service:
            self.in_flight -= 1
            self.count(request.service.name).in_flight -= 1

    def describe(self):
        services = {}
        for name in sorted({*self.counts, *self.quotas}):
            quotas = self.quotas.get(name)
            services[name] = self.count(name).describe(quotas.over if quotas else dict.fromkeys(COUNTINGS, 0))
        return {
            "requests": sum(each["requests"] for each in services.values()),
            "violations": sum(each["violations"] for each in services.values()),
            "connections": {"accepted": self.accepted, "tls": self.accepted_tls, "used": self.used, "open": len(self.connections)},
            "failures": self.failures,
            "in_flight_max": self.in_flight_most,
            "services": services,
            "effects": self.effects,
        }


class Exhausted:
    """The limit that a fault `over_quota` pretends."""

    action, most, per, seconds = None, 1, "minute", 60

    def __init__(self, request):
        self.time = request.time

    def reset(self, _time):
        return self.time + 1

    def retry_after(self, _time):
        return 1

    def used(self, _time):
        return 1

    def remaining(self, _time):
        return 0
