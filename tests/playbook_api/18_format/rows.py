# SPDX-License-Identifier: Apache-2.0
"""Formats with 0, 2 and 4 markers: each row an expression and the JSON text of what it must give, in order."""

IP, PORT, KNOWN = "artifact:*.cef.ip", "artifact:*.cef.port", "artifact:*.cef.is_known"
ONE, EMPTY, OBJECTS, MISSING = (f"playbook_input:{name}" for name in ("one", "empty", "objects", "missing"))


def text(template, *parameters, call="phantom.format", **options):
    given = "".join(f", {key}={value!r}" for key, value in options.items())
    return f"{call}(container=container, template={template!r}, parameters={list(parameters)!r}{given})"


def data(name, **options):
    given = "".join(f", {key}={value!r}" for key, value in options.items())
    return f"phantom.get_format_data(name={name!r}{given})"


def collect(path):
    return f"phantom.collect2(container=container, datapath=[{path!r}])"


LOOP = "top\n%%\n- {0}: {1}\n%%\nend"
TWICE = "{0}\n%%\n* {0}\n%%\nmiddle {1}\n%%\n+ {1}\n%%\nend"

ROWS = [
    # No markers: all values of a parameter, joined.
    (text("{0} and {1}", IP, PORT), '"10.1.2.3, 8.8.8.8, None and 22, None, 443"'),
    (text("{0} and {1}", IP, PORT, drop_none=True), '"10.1.2.3, 8.8.8.8 and 22, 443"'),
    (text("{0}", IP, separator=" | "), '"10.1.2.3 | 8.8.8.8 | None"'),
    (text("{0}", IP, separator=" | ", drop_none=True), '"10.1.2.3 | 8.8.8.8"'),
    (text("{0}", IP, separator=""), '"10.1.2.38.8.8.8None"'),
    (text("{0}", IP, separator=None), '"10.1.2.3, 8.8.8.8, None"'),
    (text("{} then {}", PORT, ONE), '"22, None, 443 then x"'),
    (text("{1}{0}{1}", ONE, "lit"), '"litxlit"'),
    (text("{{}} {{{0}}} {{0}}", ONE), '"{} {x} {0}"'),
    (text('{{"ip": "{0}", "n": {{}}}}', ONE), r'"{\"ip\": \"x\", \"n\": {}}"'),
    (text("[{0}] [{1}]", KNOWN, ""), '"[True, False, None] []"'),
    (text("{0}", OBJECTS, separator="; "), """"{'a': 1, 'b': None}; ['c', 2.5]\""""),
    (text("[{0}]", EMPTY), '"[]"'),
    (text("[{0}]", MISSING), '"[None]"'),
    (text("[{0}]", MISSING, drop_none=True), '"[]"'),
    (text("no field", IP), '"no field"'),
    (text("", IP), '""'),
    (text("plain: https://a.example, 1:2", IP), '"plain: https://a.example, 1:2"'),
    (text("{0} {1}", IP, call="error_of"), '"IndexError"'),
    (text("{0}", IP, name="flat"), '"10.1.2.3, 8.8.8.8, None"'),
    (data("flat"), '"10.1.2.3, 8.8.8.8, None"'),
    (data("flat__as_list"), '["10.1.2.3, 8.8.8.8, None"]'),
    (collect("flat:formatted_data"), '[["10.1.2.3, 8.8.8.8, None"]]'),
    (collect("flat:formatted_data.*"), '[["10.1.2.3, 8.8.8.8, None"]]'),
    (text("<{0}>", "flat:formatted_data"), '"<10.1.2.3, 8.8.8.8, None>"'),
    (data("never"), "null"),
    (text("<{0}>", "never:formatted_data"), '"<None>"'),
    # Two markers: once per row; the line breaks inside the markers go, those outside stay.
    (text(LOOP, IP, PORT, name="loop"), r'"top\n- 10.1.2.3: 22\n- 8.8.8.8: None\n- None: 443\nend"'),
    (data("loop"), r'"top\n- 10.1.2.3: 22\n- 8.8.8.8: None\n- None: 443\nend"'),
    (data("loop__as_list"), '["- 10.1.2.3: 22", "- 8.8.8.8: None", "- None: 443"]'),
    (data("loop", as_list=True), '["- 10.1.2.3: 22", "- 8.8.8.8: None", "- None: 443"]'),
    (collect("loop:formatted_data.*"), '[["- 10.1.2.3: 22"], ["- 8.8.8.8: None"], ["- None: 443"]]'),
    (text("%%\n{0}\n%%", "loop:formatted_data.*", separator="/"), r'"- 10.1.2.3: 22\n- 8.8.8.8: None\n- None: 443"'),
    (text("{0}\n%%\n{0}\n%%", IP, separator=";"), r'"10.1.2.3;8.8.8.8;None\n10.1.2.3\n8.8.8.8\nNone"'),
    (text("%%\n{0} {1}\n%%", IP, ONE), r'"10.1.2.3 x\n8.8.8.8 None\nNone None"'),
    (text("%%\n{1}\n%%", IP, ONE), '"x"'),
    (text("%%\n{0}\n%%", IP, drop_none=True), r'"10.1.2.3\n8.8.8.8"'),
    (text("%%\n{0} {1}|\n%%", IP, ONE, drop_none=True), r'"10.1.2.3 x|\n8.8.8.8 |"'),
    (text("%%\n{0} {1}\n%%", IP, PORT, drop_none=True), r'"10.1.2.3 22\n8.8.8.8 443"'),  # our choice: docs/playbook-api.md, Format
    (text("%%\n{{{0}}}\n%%", IP), r'"{10.1.2.3}\n{8.8.8.8}\n{None}"'),
    (text("%%\n{} {}\n%%", IP, PORT), r'"10.1.2.3 22\n8.8.8.8 None\nNone 443"'),
    (text("<\n%%\n{0}\n%%\n>", EMPTY, name="none"), r'"<\n\n>"'),
    (data("none__as_list"), "[]"),
    (collect("none:formatted_data.*"), "[]"),
    (text("%%\n\n{0}\n\n%%", IP, drop_none=True), r'"\n10.1.2.3\n\n\n8.8.8.8\n"'),
    # Four markers.
    (
        text(TWICE, IP, PORT, name="twice"),
        r'"10.1.2.3, 8.8.8.8, None\n* 10.1.2.3\n* 8.8.8.8\n* None\nmiddle 22, None, 443\n+ 22\n+ None\n+ 443\nend"',
    ),
    (data("twice__as_list"), '["* 10.1.2.3", "* 8.8.8.8", "* None", "+ 22", "+ None", "+ 443"]'),
    (
        text(TWICE, IP, PORT, drop_none=True, separator=" "),
        r'"10.1.2.3 8.8.8.8\n* 10.1.2.3\n* 8.8.8.8\nmiddle 22 443\n+ 22\n+ 443\nend"',
    ),
    (text("%%\n{0}\n%%\n%%\n{1}\n%%", ONE, EMPTY), r'"x\n"'),
]

HEAD = '''"""
Texts from templates
"""

import phantom.rules as phantom
import json


def error_of(**arguments):
    try:
        return phantom.format(**arguments)
    except Exception as error:
        return type(error).__name__


@phantom.playbook_block()
def on_start(container):
'''


def playbook():
    return HEAD + "".join(f"    phantom.debug({str(n) + ': '!r} + json.dumps({row[0]}))\n" for n, row in enumerate(ROWS, 1))
