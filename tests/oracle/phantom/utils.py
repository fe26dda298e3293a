# SPDX-License-Identifier: Apache-2.0
"""phantom.utils: what kind of thing is this text? (docs/playbook-api.md, "phantom.utils"). Anything but a text is none of them."""

import re

from .network import valid_ip as is_ip  # noqa: F401
from .network import valid_ip

LABEL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?")


def _test(value, pattern):
    return isinstance(value, str) and re.fullmatch(pattern, value) is not None


def is_ipv4(value):
    return valid_ip(value) and ":" not in value


def is_ipv6(value):
    return valid_ip(value) and ":" in value


def is_hash(value):
    return _test(value, "[0-9A-Fa-f]*") and len(value) in (32, 40, 64, 96, 128)


def is_md5(value):
    return is_hash(value) and len(value) == 32


def is_sha1(value):
    return is_hash(value) and len(value) == 40


def is_sha256(value):
    return is_hash(value) and len(value) == 64


def is_url(value):
    return _test(value, r"[A-Za-z0-9+.-]+://[^/?#\s][^ \t\n\r]*")


def is_domain(value):
    if not isinstance(value, str) or len(value) > 253:
        return False
    labels = value.split(".")
    return len(labels) > 1 and not re.fullmatch("[0-9]*", labels[-1]) and all(LABEL.fullmatch(label) for label in labels)


def is_email(value):
    if not _test(value, r"[^@ \t\n\r,;<>]+@[^@ \t\n\r,;<>]+"):
        return False
    return is_domain(value.split("@")[1])
