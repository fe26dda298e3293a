# SPDX-License-Identifier: Apache-2.0
def build(rows, inputs):
    parameters = []
    for row in rows:
        for item in inputs:
            if row[0] is not None and item[0] is not None:
                parameters.append({
                    "ip": row[0],
                    "limit": item[0],
                    "headers": "",
                    "context": {"artifact_id": row[1]},
                })
    return parameters


print(build([["1.1.1.1", 1], [None, 2], ["2.2.2.2", 3]], [[10], [20]]))
print(build([], [[1]]), build([["x", None]], [[None]]))
body = """{{
\t"fields": {{ "summary": "{0}" }}
}}\n""".format("a \"quoted\" text")
print(body)
text = ""
for item in build([["1.1.1.1", 1]], [[10]]):
    for key, value in item.items():
        text += "| {} | {} |\n".format(key, value)
print(text)
labels = list(set([row[0] for row in [["x"], ["x"]]]))
print(labels, ", ".join(labels), "%s: %d" % ("n", len(labels)))
