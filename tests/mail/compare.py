#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Gives mails to pbc's reader and to reference.py, and fails where the events differ as multisets of artifacts: the samples, mails by chance, and
changed copies of both. Of a changed mail only what both can read the same way counts: where the email package found a defect, or the
bytes are none of their charset, it is left out; how many are is said."""

import argparse
import binascii
import collections
import email
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

import random_mails
import reference

SAMPLES = pathlib.Path(__file__).resolve().parents[2] / "runtime" / "mail" / "testdata"
PARAMETERS = re.compile(r"""[\w-]+(/[\w.+-]+)?
    (;\s*([\w-]+=("[^"\\%]*"|[^\s;"%]+)|filename\*=utf-8''[\w%.]+|filename\*0=[\w.]+;\s*filename\*1=[\w.]+))*;?""", re.ASCII | re.VERBOSE)
KNOWN_CHARSETS = {charset.lower() for charset in random_mails.CHARSETS if charset} | {"utf8"}
ADDED = ("authenticationResults", "receivedSpf", "arcResults")  # docs/mail.md; their own tests look at them


def one_replacement(value):
    """Decoders differ in how many U+FFFD stand for what they cannot read."""
    if isinstance(value, str):
        return re.sub("\ufffd+", "\ufffd", value)
    if isinstance(value, list):
        return [one_replacement(entry) for entry in value]
    if isinstance(value, dict):
        return {key: one_replacement(entry) for key, entry in value.items()}
    return value


def of_pbc(line):
    event = json.loads(line)
    if event is None:
        return None
    cefs = [artifact["cef"] for artifact in event["artifacts"]]
    guids = [cef["emailGuid"] for cef in cefs if "emailGuid" in cef]
    for cef in cefs:
        for key in ADDED:
            cef.pop(key, None)
        for key in ("emailGuid", "parentGuid"):
            if key in cef:
                cef[key] = guids.index(cef[key])
    return {"name": event["name"], "source_data_identifier": event["source_data_identifier"],
            "raw_email": event["data"]["raw_email"], "cefs": cefs}


def multiset(event, without_names):
    counted = collections.Counter()
    for cef in event["cefs"]:
        cef = dict(cef)
        if "vaultId" in cef and cef["fileName"] in without_names:
            cef["fileName"] = None
        cef.get("bodyOther", {}).pop("message/delivery-status", None)
        counted[json.dumps(cef, sort_keys=True, ensure_ascii=False)] += 1
    for key in ("name", "source_data_identifier", "raw_email"):
        counted[f"{key}: {event[key]}"] += 1
    return counted


def difference(expected, got):
    if expected is None or got is None:
        return [] if expected is got else [f"no mail: reference {expected is None}, pbc {got is None}"]
    expected, got = one_replacement(expected), one_replacement(got)
    names = {cef["fileName"] for cef in expected["cefs"] if "vaultId" in cef}
    unnamed = {cef["fileName"] for cef in got["cefs"] if "vaultId" in cef} - names if None in names else set()
    expected, got = multiset(expected, {None}), multiset(got, unnamed)
    return [f"  - {line}" for line in (expected - got)] + [f"  + {line}" for line in (got - expected)]


def has_sound_headers(part):
    """Parameters and encoded words without anything unusual."""
    for name, value in part.items():
        if name.lower() in ("content-type", "content-disposition") and not (str(value).isascii() and PARAMETERS.fullmatch(str(value))):
            return False
        if "=?" in str(value) and not (isinstance(value, str) and value.isascii()):
            return False
        for charset, kind, word in re.findall(r"=\?([^?]*)\?([bBqQ])\?(.*?)\?=", str(value)):
            if charset.lower() not in KNOWN_CHARSETS:
                return False
            if kind in "bB":
                binascii.a2b_base64(word.encode(), strict_mode=True)
    return True


def has_sound_content(part):
    """Bytes that are what transfer encoding and charset say."""
    encoding = str(part.get("Content-Transfer-Encoding", "")).lower()
    charset = (part.get_content_charset() or "utf-8").lower()
    encoded = str(part.get_payload())
    if encoding not in ("", "base64", "quoted-printable", "8bit", "7bit") or charset not in KNOWN_CHARSETS:
        return False
    if encoding == "quoted-printable" and re.search(r"=(?![0-9A-F]{2}|\r?\n)|[ \t]\r?(\n|$)", encoded):
        return False
    if encoding == "base64":
        binascii.a2b_base64(re.sub(r"\s", "", encoded).encode(), strict_mode=True)
    if charset not in ("utf-8", "utf8", "x-none", "us-ascii"):
        (part.get_payload(decode=True) or b"").decode(charset)
    return True


def is_sound(data):
    """Do all readers read it alike?"""
    if b"\0" in data or re.search(rb"\r(?!\n)|\nFrom ", data):
        return False
    try:
        for part in email.message_from_bytes(reference.without_empty_lines(data)).walk():
            kind = part.get_content_type()
            if kind == "message/rfc822" and not part.get_payload(0).keys():
                return False
            if kind.startswith("message/") and kind != "message/rfc822":  # the package reads some of these in blocks
                return False
            if part.defects or not has_sound_headers(part) or not (part.is_multipart() or has_sound_content(part)):
                return False
    except ValueError:  # of the decoders
        return False
    return True


def mails(args):
    """(what it is, bytes, must it be the same)"""
    samples = [(path.name, path.read_bytes()) for path in sorted(SAMPLES.glob("*.eml"))]
    for name, data in samples:
        yield name, data, name not in ("broken_multipart.eml", "encodings.eml", "headers.eml", "controls.eml")
    chance = random.Random(args.seed)
    for number in range(args.mails):
        data = random_mails.mail(chance)
        yield f"mail {number}", data, True
        yield f"mail {number}, changed", random_mails.changed(chance, data), False
    for number in range(args.mails):
        name, data = chance.choice(samples)
        yield f"{name}, changed {number}", random_mails.changed(chance, data), False


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--print-events", required=True)
    parser.add_argument("--mails", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", help="a folder for mails that differ")
    args = parser.parse_args()
    cases = list(mails(args))
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, (_, data, _) in enumerate(cases):
            paths.append(pathlib.Path(folder, str(number)))
            paths[-1].write_bytes(data)
        run = subprocess.run([args.print_events, *paths], capture_output=True, check=True)
    compared = left_out = differ = 0
    for (name, data, must), line in zip(cases, run.stdout.decode().split("\n")[:-1], strict=True):
        got = of_pbc(line)
        if not must and not is_sound(data):
            left_out += 1
            continue
        try:
            expected = reference.event(data)
        except email.errors.HeaderParseError:  # an encoded word of which not even the length is right
            left_out += 1
            continue
        compared += 1
        lines = difference(expected, got)
        if lines:
            differ += 1
            if args.keep:
                pathlib.Path(args.keep, re.sub(r"\W+", "_", name) + ".eml").write_bytes(data)
            if differ <= 10:
                print(name, *lines, sep="\n")
    print(f"{compared} mails compared, {differ} differ, {left_out} left out")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
