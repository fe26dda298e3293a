# SPDX-License-Identifier: Apache-2.0
"""What the `triage` member of an action makes of a result, as docs/connectors.md has it (Triage). Written from that text, not from
runtime/live/assessment.cpp, so that each can be held against the other.

    says = assess(action["triage"], descriptor["connection"].get("rules", {}), result)
"""

import json
import math
import re

LONGEST = 300  # bytes in a place of a reason
MOST = 3  # values in one
COMPARISON = re.compile(r" (==|!=|<=|>=|<|>) ")
NUMBER = re.compile(r"-?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
UNKNOWN = object()


def find(path, value):
    """What a path leads to, without nulls."""
    values = [value]
    for member in path.split("."):
        found = []
        for each in values:
            if member == "*" and isinstance(each, (dict, list)):
                found += each.values() if isinstance(each, dict) else each
            elif isinstance(each, dict) and member in each:
                found.append(each[member])
        values = found
    return [each for each in values if each is not None]


def number(value):
    if isinstance(value, str):
        value = float(value) if NUMBER.fullmatch(value) else None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        return None
    return float(value)


def is_path(text):
    return not any(sign in text for sign in (" + ", " / ")) and number(text.strip()) is None


def operand(text, value):
    if (constant := number(text.strip())) is not None:
        return constant
    return max((n for n in map(number, find(text.strip(), value)) if n is not None), default=None)


def quantity(text, value):
    terms = []
    for term in text.split(" + "):
        dividend, *divisor = term.split(" / ")
        result = operand(dividend, value)
        if divisor and result is not None:
            by = operand(divisor[0], value)
            result = result / by if by else None
        terms.append((number(dividend.strip()) is not None, result))
    paths = [result for is_constant, result in terms if not is_constant]
    if paths and all(result is None for result in paths):
        return None
    total = sum(result or 0 for _, result in terms)
    return total if math.isfinite(total) else None


def compare(left, sign, right):
    return {"==": left == right, "!=": left != right, "<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[sign]


def holds(condition, value):
    sign = COMPARISON.search(condition)
    left, right = condition[: sign.start()], json.loads(condition[sign.end() :])
    sign = sign[1]
    if not is_path(left):
        result = quantity(left, value)
        return result is not None and compare(result, sign, right)
    values = find(left, value)
    if right is None:
        return (values == []) == (sign == "==")
    if isinstance(right, bool) or not isinstance(right, (int, float)):
        return any((type(each) is type(right) and each == right) == (sign == "==") for each in values)
    numbers = [number(each) for each in values]
    return any(sign == "!=" if each is None else compare(each, sign, right) for each in numbers)


def shown(value):
    if isinstance(value, (dict, list)):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return re.sub("[\0-\x1f\x7f]", " ", str(value)).strip(" ")


def place(text, value):
    if not is_path(text):
        result = quantity(text, value)
        return "" if result is None else shown(result)
    texts = []
    for each in map(shown, find(text.strip(), value)):
        if each and each not in texts:
            texts.append(each)
    data = "; ".join(texts[:MOST]).encode()
    return data.decode() if len(data) <= LONGEST else data[:LONGEST].decode(errors="ignore") + "..."


def reason(template, value):
    def section(text):
        places = [place(each, value) for each in re.findall(r"\{(.*?)\}", text)]
        texts = iter(places)
        return all(places), re.sub(r"\{.*?\}", lambda _: next(texts), text)

    parts = re.split(r"\[(.*?)\]", template)
    return "".join(text for i, part in enumerate(parts) for is_whole, text in [section(part)] if is_whole or i % 2 == 0)


def share(measure, value):
    result = quantity(measure, value) if isinstance(measure, str) else measure
    return None if result is None else min(max(result, 0), 1)


def judge(rule, value):
    """None where the rule does not agree."""
    if not all(holds(condition, value) for condition in rule.get("when", [])):
        return None
    if rule.get("unknown"):
        return UNKNOWN
    score, confidence = share(rule["score"], value), share(rule["confidence"], value)
    if score is None or confidence is None:
        return None
    return {"score": score, "confidence": confidence, "reason": reason(rule["reason"], value)}


def rules_of(triage, sets):
    return sets[triage["rules"]] if isinstance(triage["rules"], str) else triage["rules"]


def decide(triage, sets, result):
    """(the index of the rule that decides, what it says), or None."""
    rules = rules_of(triage, sets)
    of = triage.get("of", [])
    for path in [of] if isinstance(of, str) else of or [None]:
        judged = []
        for value in [result] if path is None else find(path, result):
            said = ((i, judge(rule, value)) for i, rule in enumerate(rules))
            judged += [each for each in said if each[1] is not None][:1]
        known = [each for each in judged if each[1] is not UNKNOWN]
        if judged:
            return min(known or judged, key=lambda each: each[0])
    return None


def assess(triage, sets, result):
    said = decide(triage, sets, result)
    return None if said is None or said[1] is UNKNOWN else said[1]
