# SPDX-License-Identifier: Apache-2.0
"""The worked examples of the Playbook API's description: datapaths, conditions, formats."""

import json
import unittest

from support import answer, play

EVENT = {
    "artifacts": [
        {"cef": {"sourceAddress": "10.1.2.3", "fileHash": "h1"}},
        {"cef": {"sourceAddress": "8.8.8.8"}},
        {"cef": {"destinationAddress": "1.1.1.1"}},
    ]
}
FR = {"c": "FR", "n": []}
US = {"c": "US", "n": [{"k": 1}, {"k": 2}]}
WORLD = {
    "lists": {"blk": [["8.8.8.8", "bad"], ["9.9.9.9", "x"]]},
    "actions": [
        answer("geolocate ip", data=[US, FR], summary={"country": "US"}, ip="10.1.2.3"),
        answer("geolocate ip", status="failed", ip="8.8.8.8"),
        answer("list vms", data=[{"ip": "10.1.2.3", "vmx": "a"}, {"ip": "5.5.5.5", "vmx": "b"}]),
    ],
}
INPUTS = {"url": ["u1", "u2"], "one": "x", "empty": []}
BEFORE = """
    def on_start(container):
        phantom.act("list vms", assets=["v"], name="lv", callback=second)
    def second(container=None, **kwargs):
        phantom.act("geolocate ip", assets=["maxmind"], name="geo", callback=probe, parameters=[
            {"ip": "10.1.2.3", "context": {"artifact_id": 1}}, {"ip": "8.8.8.8", "context": {"artifact_id": 2}}])
    def probe(container=None, results=None, **kwargs):
"""


def collect(*paths):
    return f"phantom.collect2(container=container, datapath={list(paths)!r})"


def show(*values):
    """A playbook's line that logs values as JSON, as one list if there are several."""
    text = values[0] if len(values) == 1 else f"[{', '.join(values)}]"
    return f"phantom.debug(json.dumps({text}))"


def condition(*rows, **options):
    """The text of a call; an option that is None is left out."""
    given = "".join(f", {key}={value!r}" for key, value in options.items() if value is not None)
    return f"phantom.condition(container=container, conditions={[list(row) for row in rows]!r}{given})"


def probe(*lines):
    """Runs lines of a playbook after both look-ups; what they logged, read as JSON."""
    lines = "".join(f"        {line}\n" for line in lines)
    outcome = play(BEFORE + lines, EVENT, WORLD, INPUTS)
    assert not outcome.run.failed, outcome.run.error
    return [json.loads(text) for text in outcome.log[:-1]]


class Datapaths(unittest.TestCase):
    def rows(self, *paths):
        return probe(show(collect(*paths)))[0]

    def test_artifact_fields_stay_aligned(self):
        rows = self.rows("artifact:*.cef.sourceAddress", "artifact:*.id")
        self.assertEqual(rows, [["10.1.2.3", 1], ["8.8.8.8", 2], [None, 3]])

    def test_shallow_cells_repeat(self):
        rows = self.rows("geo:action_result.data.*.c", "geo:action_result.parameter.context.artifact_id")
        self.assertEqual(rows, [["US", 1], ["FR", 1], [None, 2]])

    def test_deepest_path_decides(self):
        rows = self.rows(
            "geo:action_result.parameter.ip", "geo:action_result.data.*.c", "geo:action_result.data.*.n.*.k"
        )
        expected = [["10.1.2.3", "US", 1], ["10.1.2.3", "US", 2], ["10.1.2.3", "FR", None], ["8.8.8.8", None, None]]
        self.assertEqual(rows, expected)

    def test_a_list_at_the_end_is_one_cell(self):
        self.assertEqual(self.rows("geo:action_result.data"), [[[US, FR]], [[]]])

    def test_app_run_fields(self):
        self.assertEqual(self.rows("geo:summary.total_objects"), [[2]])

    def test_inputs(self):
        self.assertEqual(self.rows("playbook_input:url"), [["u1"], ["u2"]])
        self.assertEqual(self.rows("playbook_input:one"), [["x"]])
        self.assertEqual(self.rows("playbook_input:empty"), [])
        self.assertEqual(self.rows("playbook_input:missing"), [[None]])

    def test_status_of_results(self):
        self.assertEqual(self.rows("geo:action_result.status"), [["success"], ["failed"]])

    def test_text_gives_a_flat_list(self):
        found = probe(show('phantom.collect2(container=container, datapath="geo:action_result.parameter.ip")'))
        self.assertEqual(found, [["10.1.2.3", "8.8.8.8"]])

    def test_artifacts_of_an_action(self):
        self.assertEqual(self.rows("geo:artifact:*.id"), [[1], [2]])

    def test_filtered(self):
        prefix = "filtered-data:i:condition_1:geo:action_result."
        found = probe(
            condition(["geo:action_result.data.*.c", "==", "FR"], name="i:condition_1"),
            show(collect(prefix + "data.*.c", prefix + "parameter.ip")),
        )
        self.assertEqual(found, [[["FR", "10.1.2.3"]]])

    def test_app_run_fields_beside_results(self):
        rows = self.rows("geo:app", "geo:action_result.parameter.ip")
        self.assertEqual(rows, [["maxmind", "10.1.2.3"], ["maxmind", "8.8.8.8"]])

    def test_dotted_keys_and_dict_values(self):
        world = {
            "actions": [
                answer(
                    "look up",
                    data=[{"emailHeaders.Subject": "s", "scans": {"a": {"d": 1}, "b": {"d": 2}}, "x": {"y.z": 3}}],
                )
            ]
        }
        source = """
            def on_start(container):
                phantom.act("look up", parameters=[{"q": 1}], assets=["a"], name="l", callback=after)
            def after(**kwargs):
                head = "l:action_result.data.*."
                phantom.debug(phantom.collect2(datapath=[head + "emailHeaders.Subject", head + "scans.*.d", head + "x.y.z"]))
                phantom.debug(phantom.collect2(datapath=["l:action_result.data.0.scans.b.d", "l:action_result.data.7.x"]))
                phantom.debug(phantom.collect2(datapath=["l:action_result.data*.rl.classification."]))
        """
        log = play(source, world=world).log
        self.assertEqual(log, ["[['s', 1, 3], ['s', 2, 3]]", "[[2, None]]", "[[None]]", "finish"])


class Conditions(unittest.TestCase):
    def ids(self, *rows, logical="and"):
        call = "ids, results = " + condition(*rows, logical_operator=logical)
        return tuple(probe(call, show("[ids, bool(results)]"))[0])

    def decide(self, *rows, logical="and"):
        return probe(show(condition(*rows, logical_operator=logical).replace("condition(", "decision(", 1)))[0]

    SOURCE = "artifact:*.cef.sourceAddress"

    def test_exists(self):
        found = probe(
            show(condition([self.SOURCE, "!=", ""], name="f:condition_1")),
            show(collect(f"filtered-data:f:condition_1:{self.SOURCE}")),
        )
        self.assertEqual(found, [[[1, 2], []], [["10.1.2.3"], ["8.8.8.8"]]])

    def test_lists(self):
        self.assertEqual(
            self.ids([self.SOURCE, "not in", "custom_list:blk"], [self.SOURCE, "!=", ""]), ([1], False)
        )
        self.assertEqual(self.ids([self.SOURCE, "not in", "custom_list:blk"]), ([1, 3], False))

    def test_network(self):
        self.assertEqual(self.ids([self.SOURCE, "in", "10.0.0.0/8"]), ([1], False))

    def test_elements_of_results(self):
        self.assertEqual(self.ids(["geo:action_result.data.*.c", "==", "FR"]), ([], True))

    def test_both_sides_are_filtered(self):
        prefix = "filtered-data:b:condition_1:"
        context = "lv:action_result.parameter.context.artifact_id"
        found = probe(
            "ids, results = " + condition(["lv:action_result.data.*.ip", "==", self.SOURCE], name="b:condition_1"),
            show("[ids, bool(results)]"),
            show(collect(prefix + "lv:action_result.data.*.vmx", prefix + context)),
            show(collect(prefix + "artifact:*.id")),
        )
        self.assertEqual(found, [[[1], True], [["a", 0]], [[1]]])

    def test_and_narrows_the_same_source(self):
        path = "geo:action_result.data.*.c"
        self.assertEqual(self.ids([path, "==", "US"], [path, "==", "FR"]), ([], False))
        self.assertEqual(self.ids([path, "==", "US"], [path, "==", "FR"], logical="or"), ([], True))

    def test_decision(self):
        rows = ["geo:action_result.status", "==", "success"], ["geo:action_result.summary.country", "==", "US"]
        self.assertIs(self.decide(*rows), True)

    def test_or_keeps_the_union_in_order(self):
        path = "geo:action_result.data.*.c"
        found = probe(
            condition([path, "==", "FR"], [path, "==", "US"], name="o:condition_1", logical_operator="or"),
            show(collect("filtered-data:o:condition_1:" + path)),
        )
        self.assertEqual(found, [[["US"], ["FR"]]])

    def test_no_match_leaves_no_rows(self):
        prefix = "filtered-data:n:condition_1:"
        found = probe(
            condition([self.SOURCE, "==", "nowhere"], name="n:condition_1"),
            show(collect(prefix + self.SOURCE), collect(prefix + "geo:status")),
        )
        self.assertEqual(found, [[[], []]])

    def test_scalars(self):
        for left, operator, right, expected in [
            (True, "==", "true", True),
            ("10", ">=", 9, True),
            ("10", ">", "9", True),
            ("01", "==", "1", False),
            ("01", "==", 1, True),
            (None, "==", "", True),
            ([], "==", "", True),
            ([], "!=", [], False),
            ("", "<", 5, False),
            (None, ">=", 0, False),
            ("b", ">", "a", True),
            ("Yes", "==", "yes", False),
            ("ran", "in", "Iran,Iraq", True),
            ("Iraq", "in", "Iran, Iraq", True),
            ("a", "in", ["ab", "b"], False),
            ("10.1.1.1", "in", ["10.0.0.0/8"], True),
            (["x", "y"], "in", ["y"], True),
            (None, "not in", "a,b", True),
            (0, "==", "", False),
            ("9007199254740993", "==", 9007199254740992, False),
            ("9007199254740993", ">", "9007199254740992", True),
            (" 5 ", "<", "10", True),
            ("nan", "<", "o", True),
            ("inf", "<", "j", True),
            ("1e400", "<", "2", True),
        ]:
            with self.subTest(left=left, operator=operator, right=right):
                self.assertIs(self.decide([left, operator, right]), expected)

    def test_no_rows_count_as_one_none_in_a_decision(self):
        self.assertIs(self.decide(["playbook_input:empty", "==", ""]), True)
        self.assertIs(self.decide(["playbook_input:empty", "!=", ""]), False)


class Formats(unittest.TestCase):
    P0, P1 = "artifact:*.cef.sourceAddress", "geo:action_result.parameter.ip"

    def text(self, template, *parameters, **options):
        given = "".join(f", {key}={value!r}" for key, value in options.items())
        call = f"phantom.format(container=container, template={template!r}, parameters={list(parameters)!r}{given})"
        return probe(show(call))[0]

    def test_joined(self):
        self.assertEqual(self.text("{0}", self.P0), "10.1.2.3, 8.8.8.8, None")
        self.assertEqual(self.text("{0}", self.P0, drop_none=True), "10.1.2.3, 8.8.8.8")
        self.assertEqual(self.text("{}-{}", self.P1, "lit", separator=";"), "10.1.2.3;8.8.8.8-lit")

    def test_loop_with_surroundings(self):
        template = "hdr {0}\n| x |\n%%\n| {0} | {1} |\n%%\nend"
        loop = "| 10.1.2.3 | 10.1.2.3 |\n| 8.8.8.8 | 8.8.8.8 |\n| None | None |"
        expected = "hdr 10.1.2.3, 8.8.8.8, None\n| x |\n" + loop + "\nend"
        self.assertEqual(self.text(template, self.P0, self.P1), expected)

    def test_as_list(self):
        template = "%%\n{0}\n%%"
        found = probe(
            f"phantom.format(container=container, template={template!r}, parameters={[self.P0]!r}, name='q')",
            show('phantom.get_format_data(name="q")'),
            show('phantom.get_format_data(name="q__as_list")'),
            show(collect("q:formatted_data.*")),
            show(collect("q:formatted_data")),
        )
        items = ["10.1.2.3", "8.8.8.8", "None"]
        self.assertEqual(found, ["\n".join(items), items, [[item] for item in items], [["\n".join(items)]]])

    def test_braces(self):
        self.assertEqual(self.text('{{"a": "{0}"}}', self.P0), '{"a": "10.1.2.3, 8.8.8.8, None"}')
        self.assertEqual(self.text("{{}} {} {{{}}}", self.P1, "z"), "{} 10.1.2.3, 8.8.8.8 {z}")

    def test_two_loops(self):
        template = "a\n%%\n{0}\n%%\nb\n%%\n{1}\n%%"
        self.assertEqual(self.text(template, self.P1, "one"), "a\n10.1.2.3\n8.8.8.8\nb\none")

    def test_no_rows(self):
        self.assertEqual(self.text("[{0}]\n%%\n{0}\n%%", "playbook_input:empty"), "[]\n")
        self.assertEqual(self.text("{0}", "never:formatted_data"), "None")


if __name__ == "__main__":
    unittest.main()
