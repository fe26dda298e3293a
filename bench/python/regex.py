# SPDX-License-Identifier: Apache-2.0
# Regular expressions over log lines: search, findall, sub, groups, split.
import re


def main():
    lines = ["2024-03-%02d 10:%02d:00 host%d sshd[%d]: Failed password for user%d from 203.0.113.%d port %d ssh2"
             % (number % 28 + 1, number % 60, number % 20, number, number % 50, number % 256, 1000 + number)
             for number in range(2500)]
    address = re.compile(r"\b(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\b")
    failed = re.compile(r"Failed password for (?P<user>\w+) from (?P<address>[\d.]+) port (?P<port>\d+)")
    users = {}
    total = 0
    for turn in range(10):
        for line in lines:
            match = failed.search(line)
            if match:
                users[match.group("user")] = users.get(match.group("user"), 0) + int(match.group("port"))
            if re.match(r"\d{4}-\d{2}-\d{2}", line):
                total += 1
            total += len(address.findall(line))
            total += len(re.sub(r"\d+", "#", line))
            total += len(re.split(r"[\s:]+", line))
    defanged = address.sub(lambda match: "[.]".join(match.groups()), "\n".join(lines))
    emails = re.findall(r"[\w.]+@[\w.]+", "a.b@example.com, c@example.org; " * 3000)
    print(total, len(users), users["user7"], len(defanged), len(emails), emails[1])


main()
