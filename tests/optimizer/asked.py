# SPDX-License-Identifier: Apache-2.0
"""Are the requests of an optimized run as few as they may be, and no fewer? By its trace and ledger, and those of the run at -O0."""

from collections import Counter


class Asked:
    """Look-ups of runs: requests sent, distinct keys, and what had to be asked again because of a change at the asset or a failure."""

    def __init__(self):
        self.sent = self.distinct = self.after_change = self.after_failure = 0

    def add(self, other):
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)

    def __str__(self):
        return (f"{self.sent} look-ups sent for {self.distinct} distinct keys, again after a change at the asset {self.after_change}, "
                f"after a failure {self.after_failure}")


def problem_of(plain, optimized, asked):
    """The first thing that is wrong, or ""; look-ups are added to `asked`."""
    return (other_changes(plain, optimized) or sent_again(optimized, asked) or not_as_asked(optimized) or stale(optimized) or
            other_parameters(plain, optimized))


def shown(key):
    asset, action, parameter = key
    return f"`{action}` on `{asset}` with {parameter}"


def other_changes(plain, optimized):
    """What may change something is sent as it is at -O0: the same, as often, in the same order."""
    ours, theirs = ([request.keys for request in run.sent("none")] for run in (optimized, plain))
    place = next((n for n, (a, b) in enumerate(zip(ours, theirs)) if a != b), min(len(ours), len(theirs)))
    if ours == theirs:
        return ""
    return "request {} that may change something: found {}, -O0 has {}".format(
        place + 1, *(shown(keys[place][0]) if place < len(keys) else "no more" for keys in (ours, theirs)))


def sent_again(run, asked):
    """A look-up is sent again only after its asset may have changed, or where it had failed."""
    known = {}
    for request in run.sent("run"):
        for key in request.keys:
            asked.sent += 1
            before = known.get(key)
            if before is None:
                asked.distinct += 1
            elif run.may_have_changed(before, request.sent_at):
                asked.after_change += 1
            elif before.failed_before(key, request.sent_at):
                asked.after_failure += 1
            else:
                return f"asked again without need at {request.t_ms} ms: {shown(key)}"
            known[key] = request
    return ""


def not_as_asked(run):
    """Every key that an act asks for is sent: at most once by each act; and once by each act that asks how things are now."""
    for sharing in ("run", "act"):
        acts = Counter(key for act in run.acts if act.sharing == sharing for key in act.keys)
        sent = Counter(key for request in run.sent(sharing) for key in request.keys)
        for key in acts.keys() | sent.keys():
            if sent[key] > acts[key] or sent[key] < (1 if sharing == "run" else acts[key]):
                return f"sent {sent[key]} times for {acts[key]} acts: {shown(key)}"
    return ""


def stale(run):
    """No act takes an answer from before a change at the asset, or a failure from before it began, unless it was asked ahead for it."""
    for act in run.acts:
        for key in act.keys if act.sharing == "run" else []:
            sent = [request for request in run.requests if key in request.keys and request.t_ms <= act.end]
            if not sent or sent[-1].t_ms >= act.begin:
                continue
            if sent[-1].failed_before(key, act.asks_at) and not is_first_of(run, sent[-1], act, key):
                return f"`{act.name}` takes a failure from before it began: {shown(key)}"
            if run.may_have_changed(sent[-1], act.asks_at):
                return f"`{act.name}` takes an answer from before a change: {shown(key)}"
    return ""


def is_first_of(run, request, act, key):
    """Whether a request was sent ahead, and the act is the first that takes the answer."""
    takers = [other for other in run.acts if other.sharing == "run" and key in other.keys and request.t_ms <= other.begin]
    return takers[:1] == [act]


def other_parameters(plain, optimized):
    ours, theirs = optimized.total["parameters"], plain.total["parameters"]
    return "" if ours == theirs else f"{ours} parameters instead of {theirs}"
