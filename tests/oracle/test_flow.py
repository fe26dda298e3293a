# SPDX-License-Identifier: Apache-2.0
"""Acts, joins, runs and what they leave behind."""

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from support import HEAD, TAIL, answer, play


class Acts(unittest.TestCase):
    SOURCE = """
        def on_start(container):
            parameters = [{"ip": ip, "ph": "x", "note": "", "context": {"artifact_id": n}} for n, ip in enumerate("aba", 7)]
            phantom.act("look up", parameters=parameters, assets=["one", "two"], name="l", callback=after)
        def after(action=None, success=None, container=None, results=None, handle=None, **kwargs):
            phantom.debug(json.dumps(results))
            phantom.debug(json.dumps(phantom.collect2(container=container, datapath=["l:action_result.parameter.ip",
                "l:action_result.parameter.context.artifact_id", "l:asset"])))
    """

    def test_fan_out(self):
        outcome = play(self.SOURCE, world={"actions": [answer("look up", latency=10)]})
        results = json.loads(outcome.log[0])
        self.assertEqual([len(app_run["action_results"]) for app_run in results], [3, 3])
        rows = json.loads(outcome.log[1])
        self.assertEqual(rows, [[ip, n, asset] for asset in ("one", "two") for n, ip in enumerate("aba", 7)])

    def test_requests(self):
        outcome = play(self.SOURCE, world={"actions": [answer("look up", latency=10)]})
        sent = [(line["t_ms"], line["asset"], line["parameter"]) for line in outcome.ledger[:-1]]
        expected = [(10 * turn, asset, {"ip": ip}) for turn, ip in enumerate("aba") for asset in ("one", "two")]
        self.assertEqual(sent, expected)
        self.assertEqual(outcome.ledger[-1]["total"]["t_ms"], 30)
        self.assertEqual(outcome.ledger[-1]["total"]["requests"], 6)

    def test_kept_parameter(self):
        outcome = play(self.SOURCE, world={"actions": [answer("look up")]})
        shown = outcome.calls("action_result")[0]["parameter"]
        context = {"artifact_id": 7, "guid": "", "parent_action_run": []}
        self.assertEqual(shown, {"ip": "a", "ph": "x", "note": "", "context": context})

    def test_no_parameters_still_calls_back(self):
        outcome = play(
            """
            def on_start(container):
                phantom.act("look up", parameters=[], assets=["a"], name="l", callback=after)
                phantom.act("list vms", assets=["a"], name="v", callback=after)
            def after(action=None, success=None, results=None, **kwargs):
                phantom.debug([action["name"], success, phantom.completed(action_names=[action["name"]])])
            """,
            world={"actions": [answer("list vms")]},
        )
        self.assertEqual(outcome.log, ["['l', False, True]", "['v', True, True]", "finish"])
        self.assertEqual(outcome.run.action_runs[0].message, "no parameters")
        self.assertEqual(len(outcome.ledger), 2)

    def test_failed_call(self):
        outcome = play(
            """
            def on_start(container):
                phantom.act("look up", parameters=[{"q": 1}], assets=["a"], name="l", callback=after)
            def after(success=None, **kwargs):
                phantom.debug(phantom.collect2(datapath=["l:action_result.status", "l:action_result.data.*.x"]))
                if phantom.decision(conditions=[["l:action_result.status", "!=", "success"]]):
                    phantom.debug("not a success")
            """
        )
        self.assertEqual(outcome.log, ["[['failed', None]]", "not a success", "finish"])
        message = outcome.calls("action_result")[0]["message"]
        self.assertEqual(message, "no answer in the world for 'look up' on 'a' with {\"q\": 1}")

    def test_strict(self):
        source = """
            def on_start(container):
                phantom.act("look up", parameters=[{"q": 1}], assets=["a"], name="l", callback=after)
            def after(**kwargs):
                phantom.debug("never")
        """
        outcome = play(source, strict=True)
        self.assertTrue(outcome.run.failed)
        self.assertEqual(outcome.run.message, "no answer in the world for 'look up' on 'a' with {\"q\": 1}")
        self.assertEqual(outcome.log, [])

    def test_answers_run_out(self):
        world = {"actions": [{**answer("look up", data=[{"n": 1}]), "times": 1}, answer("look up", data=[{"n": 2}])]}
        outcome = play(
            """
            def on_start(container):
                phantom.act("LOOK up", parameters=[{"q": 1}, {"q": 1}], assets=["a"], name="l", callback=after)
            def after(**kwargs):
                phantom.debug(phantom.collect2(datapath="l:action_result.data.*.n"))
            """,
            world=world,
        )
        self.assertEqual(outcome.log[0], "[1, 2]")

    def test_start_time(self):
        outcome = play(
            """
            def on_start(container):
                phantom.act("wait", parameters=[{"q": 1}], assets=["a"], name="w", callback=after,
                            start_time=datetime.now() + timedelta(minutes=1))
            def after(**kwargs):
                phantom.debug(datetime.now())
            """,
            world={"now": "2024-05-06T07:08:09Z", "actions": [answer("wait", latency=500)]},
        )
        self.assertEqual(outcome.log, ["2024-05-06 07:09:09.500000", "finish"])
        self.assertEqual(outcome.calls("debug")[-1]["t_ms"], 60500)

    def test_oldest_callbacks(self):
        outcome = play(
            """
            def on_start(incident):
                phantom.act("look up", parameters=[{"q": 1}], assets=["a"], name="l", callback=after)
            def after(action, success, incident, results, handle):
                phantom.debug([action["name"], success, incident["id"], len(results), handle])
            def on_finish(incident, summary):
                phantom.debug(json.loads(summary)["result"][0]["app_runs"][0]["parameter"]["q"])
            """,
            world={"actions": [answer("look up")]},
        )
        self.assertEqual(outcome.log, ["['l', True, 1, 1, None]", "1"])

    def test_filtered_results_as_action_results(self):
        outcome = play(
            """
            def on_start(container):
                phantom.act("look up", parameters=[{"q": 1, "context": {"artifact_id": 1}}, {"q": 2}], assets=["a"], name="l",
                            callback=after)
            def after(action=None, success=None, container=None, results=None, handle=None):
                ids, kept = phantom.condition(container=container, action_results=results,
                                              conditions=[["l:action_result.parameter.q", "==", 1]])
                paths = ["l:filtered-action_result.parameter.q", "l:filtered-action_result.parameter.context.artifact_id"]
                phantom.debug(phantom.collect2(container=container, datapath=paths, action_results=kept))
                phantom.debug(phantom.collect2(container=container, datapath=["action_result.parameter.q"], action_results=kept))
            """,
            world={"actions": [answer("look up")]},
        )
        self.assertEqual(outcome.log, ["[[1, 1]]", "[[1]]", "finish"])


class Joins(unittest.TestCase):
    def both(self, first, second, required="['a', 'b']"):
        return play(
            f"""
            def on_start(container):
                phantom.act("act a", parameters=[{{"q": 1}}], assets=["x"], name="a", callback=join_end)
                phantom.act("act b", parameters=[{{"q": 1}}], assets=["x"], name="b", callback=join_end)
            def join_end(container=None, handle=None, **kwargs):
                if phantom.completed(action_names={required}):
                    end(container=container, handle=handle)
            def end(container=None, handle=None, results=None, **kwargs):
                phantom.debug(["end", results])
            """,
            world={"actions": [answer("act a", latency=first), answer("act b", latency=second)]},
        ).log

    def test_once_whatever_the_order(self):
        for first, second in ((0, 0), (5, 9), (9, 5), (5, 5)):
            with self.subTest(first=first, second=second):
                self.assertEqual(self.both(first, second), ["['end', None]", "finish"])

    def test_never_without_all(self):
        self.assertEqual(self.both(0, 0, "['a', 'c']"), ["finish"])

    def test_guard(self):
        outcome = play(
            """
            def on_start(container):
                for _ in range(3):
                    join_end(container=container)
            def join_end(container=None, **kwargs):
                if phantom.get_run_data(key="join_end_called"):
                    return
                phantom.save_run_data(key="join_end_called", value="end")
                phantom.debug("once")
            """
        )
        self.assertEqual(outcome.log, ["once", "finish"])


class RunData(unittest.TestCase):
    def test_missing_key(self):
        outcome = play(
            """
            def on_start(container):
                phantom.debug([phantom.get_run_data(key="no")])
                phantom.debug([json.loads(_ if (_ := phantom.get_run_data(key="no")) != "" else "null")])
            """
        )
        self.assertEqual(outcome.log, ["['']", "[None]", "finish"])

    def test_code_block_output(self):
        outcome = play(
            """
            def on_start(container):
                phantom.save_run_data(key="code_1:v", value=json.dumps(["x", "y"]))
                phantom.save_block_result(key="code_1:w", value="plain")
                phantom.debug(phantom.collect2(datapath=["code_1:custom_function:v"]))
                phantom.debug(phantom.collect2(datapath=["code_1:custom_function:w"]))
                phantom.debug(phantom.collect2(datapath=["code_1:custom_function:none"]))
            """
        )
        self.assertEqual(outcome.log, ["[['x'], ['y']]", "[['plain']]", "[[None]]", "finish"])
        self.assertEqual(outcome.run.result()["run_data"], {"code_1:v": '["x", "y"]', "code_1:w": "plain"})
        self.assertEqual(list(outcome.calls("save_run_data")[0])[3:], ["value", "key"])

    def test_concatenate(self):
        outcome = play(
            """
            def on_start(container):
                phantom.debug(phantom.concatenate(["a", "b"], "a", None, [["c"]]))
                phantom.debug(phantom.concatenate(["a", "b"], "a", None, [1, True], dedup=True))
            """
        )
        self.assertEqual(outcome.log, ["['a', 'b', 'a', ['c']]", "['a', 'b', 1]", "finish"])


class Runs(unittest.TestCase):
    def test_uncaught_exception(self):
        outcome = play(
            """
            def on_start(container):
                phantom.act("slow", parameters=[{"q": 1}], assets=["x"], name="slow", callback=never)
                phantom.act("fast", parameters=[{"q": 1}], assets=["x"], name="fast", callback=bad)
            def bad(**kwargs):
                raise RuntimeError("broken")
            def never(**kwargs):
                phantom.debug("never")
            """,
            world={"actions": [answer("slow", latency=100), answer("fast", latency=1)]},
        )
        self.assertEqual(outcome.log, [])
        self.assertEqual((outcome.run.status, outcome.run.message), ("failed", "RuntimeError: broken"))
        self.assertEqual([line["name"] for line in outcome.calls("action_result")], ["fast", "slow"])
        self.assertEqual(outcome.run.error.splitlines()[0], "Traceback (most recent call last):")

    def test_discontinue(self):
        outcome = play(
            """
            def on_start(container):
                phantom.act("x", parameters=[{"q": 1}], assets=["x"], name="x", callback=never)
                phantom.discontinue()
            def never(**kwargs):
                phantom.debug("never")
            """
        )
        self.assertEqual(outcome.log, ["finish"])
        self.assertEqual(outcome.run.status, "success")

    def test_container_calls(self):
        outcome = play(
            """
            def on_start(container):
                phantom.set_severity(container=container, severity="HIGH")
                phantom.set_status(container=container, status="Open")
                phantom.comment(container=container, comment="c")
                phantom.debug(phantom.add_note(container=container, title="t", content="n")[2])
                phantom.debug(phantom.pin(container=container, message="m", data="1", pin_type="card", pin_style="red")[2])
                phantom.add_list("hosts", ["h1", 2])
                phantom.debug(phantom.get_list(list_name="hosts"))
                phantom.debug(phantom.get_list(list_name="nothing")[::2])
            """
        )
        self.assertEqual(outcome.log, ["1", "1", "(True, '', [['h1', '2']])", "(False, [])", "finish"])
        result = outcome.run.result()
        self.assertEqual((result["container"]["severity"], result["container"]["status"]), ("high", "open"))
        self.assertEqual(result["comments"][0]["comment"], "c")
        self.assertEqual(result["lists"], {"hosts": [["h1", "2"]]})

    def test_not_known(self):
        outcome = play("def on_start(container):\n    phantom.no_such_call()\n")
        self.assertEqual(outcome.run.message, "NotImplementedError: phantom.no_such_call is not part of the reference")


class Linked(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = Path(folder.name)

    def test_sub_playbook(self):
        child = HEAD + """
def on_start(container):
    phantom.debug(phantom.collect2(container=container, datapath=["playbook_input:url"]))
def on_finish(container, summary):
    phantom.save_playbook_output_data(output={"observable": [{"type": "ip", "v": 1}, {"type": "url", "v": 2}]})
"""
        (self.path / "child.py").write_text(child)
        outcome = play(
            """
            def on_start(container):
                phantom.playbook("local/child", container=container, name="c", callback=after, inputs={"url": ["u1", "u2"]})
                phantom.debug("goes on")
            def after(success=None, **kwargs):
                phantom.debug([success, phantom.completed(playbook_names=["c"])])
                phantom.debug(phantom.collect2(datapath=["c:playbook_output:observable.type", "c:playbook_output:observable.v"]))
            """,
            paths=[self.path],
        )
        expected = ["goes on", "[['u1'], ['u2']]", "[True, True]", "[['ip', 1], ['url', 2]]", "finish"]
        self.assertEqual(outcome.log, expected)

    def test_custom_function(self):
        function = """
def split(text=None, **kwargs):
    import phantom.rules as phantom
    return [{"item": part} for part in text.split()]
"""
        (self.path / "split.py").write_text(function)
        outcome = play(
            """
            def on_start(container):
                phantom.custom_function(custom_function="local/split", parameters=[{"text": "a b"}, {"text": None}], name="s",
                                        callback=after)
            def after(success=None, **kwargs):
                phantom.debug(success)
                for path in ("data.*.item", "data.item", "success"):
                    phantom.debug(phantom.collect2(datapath="s:custom_function_result." + path))
            """,
            paths=[self.path],
        )
        self.assertEqual(outcome.log, ["True", "['a', 'b', None]", "['a', 'b', None]", "[True, False]", "finish"])

    def test_prompt(self):
        source = """
            def on_start(container):
                phantom.prompt2(container=container, user="admin", message="sure about {0}?", respond_in_mins=30, name="p",
                                parameters=["playbook_input:x"], response_types=[], callback=after)
            def after(success=None, **kwargs):
                head = "p:action_result."
                phantom.debug([success, phantom.collect2(datapath=[head + "summary.responses.0", head + "parameter.message"])])
        """
        answered = play(source, world={"prompts": {"p": {"responses": ["Yes"]}}}, inputs={"x": "it"})
        self.assertEqual(answered.log[0], "[True, [['Yes', 'sure about it?']]]")
        silent = play(source, inputs={"x": "it"})
        self.assertEqual(silent.log[0], "[False, [[None, 'sure about it?']]]")
        self.assertEqual(silent.calls("debug")[0]["t_ms"], 30 * 60_000)

    def loop(self, **state):
        outcome = play(
            f"""
            def on_start(container):
                block(container=container)
            def block(container=None, loop_state_json=None, **kwargs):
                if not loop_state_json:
                    loop_state_json = {state!r}
                ls = phantom.LoopState(state=loop_state_json)
                phantom.act("poll", parameters=[{{"q": 1}}], assets=["x"], name="block", callback=loop_block,
                            loop_state=ls.to_json())
            def loop_block(container=None, results=None, loop_state_json=None, **kwargs):
                ls = phantom.LoopState(state=loop_state_json)
                if ls.should_continue(container=container, results=results):
                    ls.increment()
                    block(container=container, loop_state_json=ls.to_json())
            """,
            world={
                "actions": [
                    {**answer("poll", data=[{"s": "busy"}]), "times": 2},
                    answer("poll", data=[{"s": "done"}]),
                ]
            },
        )
        return len(outcome.calls("act")), outcome.calls("debug")[-1]["t_ms"]

    def test_loops(self):
        base = {"current_iteration": 1, "max_iterations": 5, "conditions": None, "max_ttl": 600, "delay_time": 120}
        self.assertEqual(self.loop(**base), (5, 480_000))
        done = [["block:action_result.data.*.s", "==", "done"]]
        self.assertEqual(self.loop(**{**base, "conditions": done}), (3, 240_000))
        self.assertEqual(self.loop(**{**base, "max_ttl": 100}), (2, 120_000))


class Rest(unittest.TestCase):
    def test_resources(self):
        outcome = play(
            """
            def get(*parts, **params):
                return phantom.requests.get(phantom.build_phantom_rest_url(*parts), params=params, verify=False)
            def on_start(container):
                phantom.debug([item["id"] for item in get("artifact", _filter_cef__a='"y"').json()["data"]])
                phantom.debug(get("artifact", page_size=1).json()["num_pages"])
                phantom.debug(get("ph_user", _filter_username__in='["bob"]').json()["data"][0]["id"])
                phantom.debug([get("container", 99).status_code, get("nothing", 1).ok])
                url = phantom.build_phantom_rest_url("container", container["id"])
                phantom.requests.post(url, json={"name": "renamed"}, verify=False)
                phantom.debug(phantom.get_container(container["id"])["name"])
            """,
            event={"artifacts": [{"cef": {"a": "x"}}, {"cef": {"a": "y"}}]},
            world={"users": [{"id": 3, "username": "ann"}, {"id": 4, "username": "bob"}]},
        )
        self.assertEqual(outcome.log, ["[2]", "2", "4", "[404, False]", "renamed", "finish"])


    def test_tasks(self):
        outcome = play(
            """
            def on_start(container):
                phantom.add_workbook(container=container, workbook_id=1)
                phantom.debug([task["data"]["name"] for task in phantom.get_tasks(container)])
                phantom.debug(phantom.set_phase(container=container, phase="Respond")[0])
                phantom.debug(phantom.get_phase())
                url = phantom.build_phantom_rest_url("workbook_task", 1)
                for status in (1, 2, 1):
                    phantom.debug(phantom.requests.post(url, data=json.dumps({"status": status}), verify=False).ok)
            """,
            world={"workbooks": [{"name": "w", "phases": [{"name": "Find", "tasks": [{"name": "t"}]}, {"name": "Respond"}]}]},
        )
        self.assertEqual(outcome.log, ["['t']", "True", "(True, '', 2, 'Respond')", "False", "True", "True", "finish"])


class CommandLine(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = Path(folder.name)

    def run_(self, source, *arguments):
        (self.path / "p.py").write_text(HEAD + source)
        script = Path(__file__).with_name("run.py")
        command = [sys.executable, script, "run", "p.py", *arguments]
        return subprocess.run(command, cwd=self.path, capture_output=True, text=True)

    def test_outputs(self):
        source = "def on_start(container):\n    phantom.debug(phantom.collect2(datapath=['playbook_input:n']))\n" + TAIL
        done = self.run_(source, "--input", "n=1", "--input", "n=two", "--trace", "t", "--ledger", "l", "--result", "r")
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
        first = (self.path / "t").read_text().splitlines()[0]
        self.assertEqual(first, '{"t_ms": 0, "block": "on_start", "api": "debug", "message": "[[1], [\'two\']]"}')
        total = '{"total": {"t_ms": 0, "parameters": 0, "unique": 0, "cache_hits": 0, "requests": 0, "wait_ms": 0}}\n'
        self.assertEqual((self.path / "l").read_text(), total)
        result = (self.path / "r").read_text()
        self.assertTrue(result.startswith('{\n  "status": "success",\n  "message": "",\n  "playbook": "p",\n  "container": {\n'))

    def test_failure(self):
        done = self.run_("def on_start(container):\n    raise ValueError('x')\n")
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stderr.splitlines()[-1], "ValueError: x")

    def test_unusable(self):
        (self.path / "w.json").write_text("{\n  1}")
        done = self.run_("def on_start(container):\n    pass\n", "--world", "w.json", "--trace", "t")
        self.assertEqual(done.returncode, 2)
        self.assertTrue(done.stderr.startswith("error: w.json:2:3: "))
        self.assertFalse((self.path / "t").exists())


if __name__ == "__main__":
    unittest.main()
