"""Sets of text keep the order of first insertion, sets of numbers CPython's."""

import phantom.rules as phantom


def on_start(container):
    hosts = phantom.collect2(container=container, datapath="artifact:*.cef.host")
    known = {"web", "db", "mail"}
    phantom.debug([set(hosts), list(set(hosts)), ", ".join(set(hosts)), known])
    phantom.debug([set(hosts) | known, set(hosts) & known, set(hosts) - known, set(hosts) ^ known, known & set(hosts)])
    phantom.debug([{host.upper() for host in hosts}, {*hosts, "last"}, frozenset(hosts), {(host, 1) for host in hosts}])
    seen = set()
    for host in hosts:
        seen.add(host)
    seen.discard("web")
    seen.add("web")
    seen.update(["x", "db"], known)
    phantom.debug([seen, seen.pop(), seen, len(seen), "web" in seen, sorted(seen)])
    seen &= known
    seen |= {"zz"}
    seen -= {"db"}
    seen ^= {"zz", "q"}
    phantom.debug([seen, seen == {"q", "mail", "web"}, isinstance(seen, set), type(seen)])
    phantom.debug([{30, 4, 17, 8}, set(range(20, 0, -3)), {1.5, 1, True, 0}, {len(host) for host in hosts}, set(), frozenset()])
    phantom.debug([set("hello"), set({"b": 1, "a": 2}), known.union(hosts, "x"), known.intersection(hosts, ["db"]), {"a"}.isdisjoint("b")])
    phantom.save_run_data(value=list(set(hosts)), key="hosts")


def on_finish(container, summary):
    phantom.debug(phantom.get_run_data(key="hosts"))
