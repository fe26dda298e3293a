#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What one writes without pbc: the same look-ups of the same mails under CPython.

    contestant.py sequential|asyncio MAILS.ndjson COUNT BASE_URL

`sequential` asks one after the other over kept connections, as code with `requests` does. `asyncio` has ten requests in flight and asks for each
indicator once (aiohttp). Both parse every answer, and print one line of JSON with what it took.
"""

import base64
import http.client
import json
import resource
import sys
import time
import urllib.parse


def request_of(kind, value):
    """(path below the base, headers)"""
    if kind == "requestURL":
        identifier = base64.urlsafe_b64encode(value.encode()).decode().rstrip("=")
        return f"/virustotal/api/v3/urls/{identifier}", {"x-apikey": "bench"}
    if kind == "fileHash":
        return f"/virustotal/api/v3/files/{value}", {"x-apikey": "bench"}
    query = urllib.parse.urlencode({"ipAddress": value, "maxAgeInDays": 90})
    return f"/abuseipdb/api/v2/check?{query}", {"Key": "bench", "Accept": "application/json"}


def is_bad(kind, status, body):
    if status != 200:
        return False
    if kind == "sourceAddress":
        return body["data"]["abuseConfidenceScore"] >= 75
    return body["data"]["attributes"]["last_analysis_stats"]["malicious"] > 2


def indicators(event):
    return [pair for artifact in event["artifacts"] for pair in artifact["cef"].items()]


def sequential(events, base):
    place = urllib.parse.urlsplit(base)
    connection = http.client.HTTPConnection(place.hostname, place.port)
    requests, took = 0, []
    for event in events:
        begin = time.monotonic()
        for kind, value in indicators(event):
            path, headers = request_of(kind, value)
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            is_bad(kind, answer.status, json.loads(answer.read()))
            requests += 1
        took.append(time.monotonic() - begin)
    return requests, took


def concurrent(events, base):
    import asyncio

    import aiohttp

    async def main():
        known, took = {}, []
        slots = asyncio.Semaphore(10)

        async def ask(session, kind, value):
            path, headers = request_of(kind, value)
            async with slots, session.get(base + path, headers=headers) as answer:
                return is_bad(kind, answer.status, await answer.json())

        async def look_up(session, event):
            begin = time.monotonic()
            tasks = []
            for kind, value in indicators(event):
                if (kind, value) not in known:
                    known[kind, value] = asyncio.ensure_future(ask(session, kind, value))
                tasks.append(known[kind, value])
            await asyncio.gather(*tasks)
            took.append(time.monotonic() - begin)

        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=10)) as session:
            await asyncio.gather(*(look_up(session, event) for event in events))
        return len(known), took

    return asyncio.run(main())


def main():
    how, path, count, base = sys.argv[1:]
    with open(path, encoding="utf-8") as file:
        events = [json.loads(line) for line, _ in zip(file, range(int(count)))]
    begin = time.monotonic()
    requests, took = (sequential if how == "sequential" else concurrent)(events, base)
    seconds = time.monotonic() - begin
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({"mails": len(events), "seconds": seconds, "requests": requests, "took": took,
                      "cpu": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss * 1024}))


if __name__ == "__main__":
    main()
