# SPDX-License-Identifier: Apache-2.0
# json.loads of a large document.
import json


def document():
    parts = []
    for number in range(3000):
        parts.append(
            '{"id": %d, "name": "artifact \\u00e9 %d", "cef": {"sourceAddress": "10.1.%d.%d", "requestURL": '
            '"https://example.com/path/%d?q=\\"x\\"", "bytesIn": %d, "ratio": %.4f}, "tags": ["a", "b", null, true, false], '
            '"history": [%d, %d, %d, -1, 2.5e3]}'
            % (number, number, number % 256, number % 250, number, number * 977, number / 7, number, number + 1, number + 2))
    return "[" + ",\n  ".join(parts) + "]"


def main():
    text = document()
    total = 0
    for _ in range(30):
        data = json.loads(text)
        total += len(data) + data[17]["cef"]["bytesIn"] + len(data[-1]["cef"]["requestURL"])
    print(len(text), total, data[5])


main()
