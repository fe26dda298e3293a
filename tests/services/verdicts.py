# SPDX-License-Identifier: Apache-2.0
"""What is said about an indicator: always the same, by every service.

In this order: what the data file says; what its name says (`evil-login.example`, a hash that begins with `e711`); else its hash, so that of
all indicators 10 % are malicious, 5 % suspicious, 70 % clean and 15 % unknown. A URL goes by its host where that says something.
"""

import hashlib
import ipaddress
import random
import re
from urllib.parse import urlsplit

LEVELS = ("malicious", "suspicious", "clean", "unknown")
SHARES = ((10, "malicious"), (15, "suspicious"), (85, "clean"), (100, "unknown"))
WORDS = {"evil": "malicious", "odd": "suspicious", "clean": "clean", "unknown": "unknown"}
HASHES = {"e711": "malicious", "0dd0": "suspicious", "c1ea": "clean", "0000": "unknown"}
SCORES = {"malicious": (80, 100), "suspicious": (30, 60), "clean": (0, 0), "unknown": (0, 0)}


def kind_of(indicator):
    """ip, hash, url or domain"""
    try:
        ipaddress.ip_address(indicator)
        return "ip"
    except ValueError:
        pass
    if re.fullmatch(r"[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64}", indicator):
        return "hash"
    return "url" if "/" in indicator else "domain"


def host_of(url):
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def normal(indicator):
    """Scheme and host of a URL are the same in any case, its path is not."""
    if "://" in indicator:
        scheme, _, rest = indicator.partition("://")
        cut = re.search(r"[/?#]|$", rest).start()
        return f"{scheme.lower()}://{rest[:cut].lower()}{rest[cut:] or '/'}"
    return indicator if "/" in indicator else indicator.lower()


def merged(body, more):
    """`body` with the keys of `more` put over it, objects in depth."""
    if isinstance(body, dict) and isinstance(more, dict):
        return body | {key: merged(body[key], value) if key in body else value for key, value in more.items()}
    return more


class Verdict:
    __slots__ = ("indicator", "level", "score", "number", "details")

    def __init__(self, indicator, level, number, details):
        self.indicator = indicator
        self.level = level
        self.number = number  # decides on all that is made up
        low, high = SCORES[level]
        self.score = details.get("score", low + number % (high - low + 1))  # 0 to 100
        self.details = details

    @property
    def is_malicious(self):
        return self.level == "malicious"

    @property
    def is_bad(self):
        return self.level in ("malicious", "suspicious")

    @property
    def is_unknown(self):
        return self.level == "unknown"

    def chance(self, about=""):
        """Random choices that are the same each time."""
        return random.Random(f"{self.number} {about}")


class Verdicts:
    def __init__(self, seed, data=None):
        self.seed = seed
        self.set({} if data is None else data)

    def set(self, data):
        """{indicator: level} or {indicator: {"verdict": level, "score": N, SERVICE: what goes over its answer}}"""
        if not isinstance(data, dict):
            raise ValueError("what is known is an object of indicators")
        self.data = {}
        for indicator, entry in data.items():
            self.add(indicator, entry)
        self.cache = {}

    def add(self, indicator, entry):
        entry = {"verdict": entry} if isinstance(entry, str) else entry
        if not isinstance(entry, dict) or entry.get("verdict", "clean") not in LEVELS:
            raise ValueError(f"{indicator!r} needs a verdict of {', '.join(LEVELS)}")
        self.data[normal(indicator)] = entry
        self.cache = {}

    def of(self, indicator):
        found = self.cache.get(indicator)
        if found is None:
            if len(self.cache) > 200_000:
                self.cache.clear()
            found = self.cache[indicator] = self.made(normal(indicator))
        return found

    def made(self, indicator):
        digest = hashlib.blake2b(f"{self.seed} {indicator}".encode("utf-8", "replace"), digest_size=8).digest()
        number = int.from_bytes(digest, "big")
        entry = self.data.get(indicator, {})
        level = entry.get("verdict") or self.of_name(indicator)
        if level is None:
            level = next(level for share, level in SHARES if number % 100 < share)
        return Verdict(indicator, level, number // 100, entry)

    def of_name(self, indicator):
        kind = kind_of(indicator)
        if kind == "hash":
            return HASHES.get(indicator[:4])
        host = host_of(indicator) if kind == "url" else indicator
        if kind == "url" and "verdict" in self.data.get(host, {}):
            return self.data[host]["verdict"]
        for label in host.split("."):
            for word, level in WORDS.items():
                if label.startswith(word):
                    return level
        return None

    def overlaid(self, service, indicator, body):
        more = self.of(indicator).details.get(service)
        return body if more is None else merged(body, more)
