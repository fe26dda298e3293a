# SPDX-License-Identifier: Apache-2.0
# Dicts updated, merged, copied, flattened and compared.


def flatten(value, prefix, result):
    if isinstance(value, dict):
        for key, inner in value.items():
            flatten(inner, prefix + "." + key if prefix else key, result)
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            flatten(inner, prefix + "." + str(position), result)
    else:
        result[prefix] = value


def main():
    base = {"severity": "low", "tags": ["a"], "cef": {"src": "10.0.0.1", "dst": "10.0.0.2"}, "count": 0}
    total = 0
    for number in range(30000):
        event = dict(base)
        event.update({"id": number, "count": event["count"] + number})
        event["cef"] = {**base["cef"], "port": number % 1024, "extra": [number, {"deep": number}]}
        flat = {}
        flatten(event, "", flat)
        total += len(flat) + flat["cef.port"]
        if event != base and list(event.keys())[0] == "severity":
            total += 1
        removed = flat.pop("cef.src", None)
        total += len(removed) + ("missing" in flat)
        counts = {}
        for key in ("src", "dst", "src", "port"):
            counts[key] = counts.get(key, 0) + 1
        total += sum(counts.values())
        del event["tags"]
        total += len(event)
    print(total)


main()
