# SPDX-License-Identifier: Apache-2.0
# Many small documents in and out, as answers of actions are.
import json


def main():
    total = 0
    for number in range(40000):
        text = json.dumps({"status": "success", "data": [{"ip": "192.0.2.%d" % (number % 256), "score": number % 100}],
                           "summary": {"total": number}, "message": None})
        answer = json.loads(text)
        answer["data"][0]["score"] += 1
        total += answer["data"][0]["score"] + len(json.dumps(answer["data"]))
    print(total)


main()
