# SPDX-License-Identifier: Apache-2.0
"""The worked examples of datapaths, conditions and formats: each row a few statements, and the JSON text of what each expression must give.

`playbook()` makes a playbook of them whose calls have literal arguments, as the editor writes them.
"""

US, FR = '{"c": "US", "n": [{"k": 1}, {"k": 2}]}', '{"c": "FR", "n": []}'
SOURCE = "artifact:*.cef.sourceAddress"
GEO = "geo:action_result."
TABLE_TEMPLATE = "hdr {0}\n| x |\n%%\n| {0} | {1} |\n%%\nend"
TABLE_ROWS = [r"| 10.1.2.3 | 10.1.2.3 |", r"| 8.8.8.8 | 8.8.8.8 |", r"| None | None |"]


def collect(*paths):
    return f"phantom.collect2(container=container, datapath={list(paths)!r})"


def collect_text(path):
    return f"phantom.collect2(container=container, datapath={path!r})"


def _condition(call, conditions, operator, name):
    given = f", logical_operator={operator!r}" if operator else ""
    named = f", name={name!r}" if name else ""
    return f"phantom.{call}(container=container, conditions={[list(row) for row in conditions]!r}{given}{named})"


def condition(*conditions, operator=None, name=None):
    return _condition("condition", conditions, operator, name)


def decision(*conditions, operator=None):
    return _condition("decision", conditions, operator, None)


def matched(*conditions, operator=None, name=None):
    """The ids of a condition, and whether anything else matched: what it consists of is not part of the description."""
    return f"(lambda ids, results: [ids, bool(results)])(*{condition(*conditions, operator=operator, name=name)})"


def text(template, *parameters, **options):
    given = "".join(f", {key}={value!r}" for key, value in options.items())
    return f"phantom.format(container=container, template={template!r}, parameters={list(parameters)!r}{given})"


FILTERED_FR = "filtered-data:i:condition_1:geo:action_result."
FILTERED_VM = "filtered-data:b:condition_1:"

TABLES = {
    "2.7": [
        [(collect(SOURCE, "artifact:*.id"), '[["10.1.2.3", 1], ["8.8.8.8", 2], [null, 3]]')],
        [(collect(GEO + "data.*.c", GEO + "parameter.context.artifact_id"), '[["US", 1], ["FR", 1], [null, 2]]')],
        [
            (
                collect(GEO + "parameter.ip", GEO + "data.*.c", GEO + "data.*.n.*.k"),
                '[["10.1.2.3", "US", 1], ["10.1.2.3", "US", 2], ["10.1.2.3", "FR", null], ["8.8.8.8", null, null]]',
            )
        ],
        [(collect(GEO + "data"), f"[[[{US}, {FR}]], [[]]]")],
        [(collect("geo:summary.total_objects"), "[[2]]")],
        [
            (collect("playbook_input:url"), '[["u1"], ["u2"]]'),
            (collect("playbook_input:one"), '[["x"]]'),
            (collect("playbook_input:empty"), "[]"),
            (collect("playbook_input:missing"), "[[null]]"),
        ],
        [(collect(GEO + "status"), '[["success"], ["failed"]]')],
        [(collect_text(GEO + "parameter.ip"), '["10.1.2.3", "8.8.8.8"]')],
        [(collect("geo:artifact:*.id"), "[[1], [2]]")],
        [
            (matched([GEO + "data.*.c", "==", "FR"], name="i:condition_1"), "[[], true]"),
            (collect(FILTERED_FR + "data.*.c", FILTERED_FR + "parameter.ip"), '[["FR", "10.1.2.3"]]'),
        ],
    ],
    "3.7": [
        [
            (condition([SOURCE, "!=", ""], name="f:condition_1"), "[[1, 2], []]"),
            (collect("filtered-data:f:condition_1:" + SOURCE), '[["10.1.2.3"], ["8.8.8.8"]]'),
        ],
        [(condition([SOURCE, "not in", "custom_list:blk"], [SOURCE, "!=", ""], operator="and"), "[[1], []]")],
        [(condition([SOURCE, "not in", "custom_list:blk"]), "[[1, 3], []]")],
        [(condition([SOURCE, "in", "10.0.0.0/8"]), "[[1], []]")],
        [
            (matched([GEO + "data.*.c", "==", "FR"], name="i:condition_1"), "[[], true]"),
            (collect(FILTERED_FR + "data.*.c", FILTERED_FR + "parameter.ip"), '[["FR", "10.1.2.3"]]'),
        ],
        [
            (matched(["lv:action_result.data.*.ip", "==", SOURCE], name="b:condition_1"), "[[1], true]"),
            (
                collect(
                    FILTERED_VM + "lv:action_result.data.*.vmx",
                    FILTERED_VM + "lv:action_result.parameter.context.artifact_id",
                ),
                '[["a", 0]]',
            ),
            (collect(FILTERED_VM + "artifact:*.id"), "[[1]]"),
        ],
        [(condition([GEO + "data.*.c", "==", "US"], [GEO + "data.*.c", "==", "FR"], operator="and"), "[[], []]")],
        [(decision([GEO + "status", "==", "success"], [GEO + "summary.country", "==", "US"], operator="and"), "true")],
    ],
    "4.4": [
        [(text("{0}", SOURCE), '"10.1.2.3, 8.8.8.8, None"')],
        [(text("{0}", SOURCE, drop_none=True), '"10.1.2.3, 8.8.8.8"')],
        [
            (
                text(TABLE_TEMPLATE, SOURCE, GEO + "parameter.ip", name="t"),
                r'"hdr 10.1.2.3, 8.8.8.8, None\n| x |\n' + r"\n".join(TABLE_ROWS) + r'\nend"',
            ),
            ('phantom.get_format_data(name="t__as_list")', '["' + '", "'.join(TABLE_ROWS) + '"]'),
        ],
        [
            (text("%%\n{0}\n%%", SOURCE, name="q"), r'"10.1.2.3\n8.8.8.8\nNone"'),
            ('phantom.get_format_data(name="q")', r'"10.1.2.3\n8.8.8.8\nNone"'),
            ('phantom.get_format_data(name="q__as_list")', '["10.1.2.3", "8.8.8.8", "None"]'),
        ],
        [(text('{{"a": "{0}"}}', SOURCE), r'"{\"a\": \"10.1.2.3, 8.8.8.8, None\"}"')],
    ],
}

HEAD = '''"""
The worked examples of the Playbook API: datapaths (2.7), conditions (3.7), formats (4.4)
"""

import phantom.rules as phantom
import json


@phantom.playbook_block()
def on_start(container):
    parameters = [
        {"ip": "10.1.2.3", "context": {"artifact_id": 1}},
        {"ip": "8.8.8.8", "context": {"artifact_id": 2}},
    ]
    phantom.act("geolocate ip", parameters=parameters, name="geo", assets=["maxmind"], callback=lv)


@phantom.playbook_block()
def lv(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.act("list vms", name="lv", assets=["vmwarevsphere"], callback=tables)


@phantom.playbook_block()
def tables(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
'''

TAIL = '''

@phantom.playbook_block()
def on_finish(container, summary):
    phantom.debug("on_finish() called")
'''


def named():
    """[(name, expression, JSON text)]: `2.7 row 3`, and `2.7 row 6 part 2` where a row has several."""
    for table, rows in TABLES.items():
        for number, parts in enumerate(rows, 1):
            for part, (expression, expected) in enumerate(parts, 1):
                yield f"{table} row {number}" + (f" part {part}" if len(parts) > 1 else ""), expression, expected


def playbook():
    lines = [f"    phantom.debug({name + ': '!r} + json.dumps({expression}))\n" for name, expression, _ in named()]
    return HEAD + "".join(lines) + TAIL
