# SPDX-License-Identifier: Apache-2.0
# Events summed up by generator expressions: sum, max, any, all, sorted, join, sets and dicts.
events = [{"id": i, "sev": ("low", "medium", "high")[i % 3], "score": (i * 37) % 101, "tags": ["t%d" % (i % 7), "x"]} for i in range(2000)]
total = 0
for r in range(60):
    total += sum(e["score"] for e in events if e["sev"] == "high")
    total += max(e["score"] for e in events)
    total += any(e["score"] == r for e in events)
    total += all("x" in e["tags"] for e in events)
    total += len(",".join(sorted(t for e in events[:200] for t in e["tags"])))
    total += len({e["sev"] for e in events})
    total += len(dict((e["id"], e["score"]) for e in events))
print(total)
