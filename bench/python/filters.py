# SPDX-License-Identifier: Apache-2.0
# What filters and conditions of playbooks do: rows of collected values, compared, deduplicated, sliced, zipped.


def main():
    rows = [["10.0.%d.%d" % (n % 64, n % 250), n, "high" if n % 4 == 0 else "low", None if n % 9 == 0 else "user%d" % (n % 70)]
            for n in range(20000)]
    total = 0
    for _ in range(10):
        high = [row for row in rows if row[2] == "high" and row[3] is not None]
        addresses = []
        seen = set()
        for row in high:
            if row[0] not in seen:
                seen.add(row[0])
                addresses.append(row[0])
        parameters = []
        for address, number, severity, user in high:
            if user not in ("user1", "user2") and not address.startswith("10.0.1."):
                parameters.append({"ip": address, "context": {"artifact_id": number, "severity": severity}})
        chunks = [parameters[i:i + 50] for i in range(0, len(parameters), 50)]
        total += sum([len(chunk) for chunk in chunks]) + len(addresses)
        total += sum([1 for parameter in parameters if parameter["context"]["artifact_id"] > 10000])
        total += len(list(zip(addresses, parameters))) + any([row[1] == 19999 for row in rows])
        total += max(rows, key=lambda row: row[1])[1] + min([row[1] for row in high])
    print(total)


main()
