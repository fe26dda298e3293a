# SPDX-License-Identifier: Apache-2.0
# Events as nested dicts and lists: look fields up with defaults, score them, group them by host.


def make_events(count):
    events = []
    for number in range(count):
        events.append({
            "id": number,
            "severity": ["low", "medium", "high"][number % 3],
            "owner": None if number % 7 == 0 else {"name": "analyst%d" % (number % 5)},
            "artifacts": [
                {"cef": {"sourceAddress": "10.0.%d.%d" % (number % 16, part), "bytesOut": number * part % 9000},
                 "tags": ["net", "new"] if part % 2 else ["net"]}
                for part in range(4)
            ],
        })
    return events


def triage(events):
    hosts = {}
    for event in events:
        score = {"low": 1, "medium": 5, "high": 9}.get(event["severity"], 0)
        owner = event.get("owner") or {}
        if owner.get("name") is None:
            score += 2
        for artifact in event.get("artifacts", []):
            cef = artifact.get("cef", {})
            address = cef.get("sourceAddress")
            entry = hosts.setdefault(address, {"events": [], "score": 0, "bytes": 0})
            if "new" in artifact["tags"]:
                entry["score"] += score
            entry["bytes"] += cef.get("bytesOut", 0)
            if event["id"] not in entry["events"][-3:]:
                entry["events"].append(event["id"])
    return hosts


def main():
    total = 0
    for _ in range(12):
        hosts = triage(make_events(4000))
        for address, entry in hosts.items():
            total = (total * 31 + entry["score"] * 7 + entry["bytes"] + len(entry["events"]) + len(address)) % 1000000007
    print(total)


main()
