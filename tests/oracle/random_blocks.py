# SPDX-License-Identifier: Apache-2.0
"""Random playbooks in the editor's style, and worlds for them. The same seed gives the same text."""

import random

PARAMETERS = (
    "action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, "
    "custom_function=None, loop_state_json=None, **kwargs"
)
OLD_PARAMETERS = "action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None"
PASSED = "action=action, success=success, container=container, results=results, handle=handle"
ACTIONS = ["geolocate ip", "ip reputation", "list vms", "block ip", "file reputation", "run query"]
ASSETS = ["maxmind", "virustotal", "pan", "unlisted"]
FIELDS = ["c", "score", "tags", "n.*.k", "n", "meta.owner", "missing"]
CEF = ["sourceAddress", "fileHash", "nested.*.k", "a.b", "number", "missing"]
LITERALS = ["", None, "US", "FR", 0, 1, 5, "5", True, "true", ["US", "5"], "10.0.0.0/8", "US, FR", "h1"]
OPERATORS = ["==", "!=", "==", "!=", "<", "<=", ">", ">=", "in", "not in"]
IN_BACKGROUND = ("act", "act", "act", "act", "prompt", "function", "child", "loop")
AT_ONCE = ("filter", "filter", "decision", "format", "code", "utility", "collect")
# Custom functions and child playbooks that the generated ones call.
LINKED = {
    "pair_up": '''def pair_up(first=None, second=None, **kwargs):
    if first == "8.8.8.8":
        raise ValueError(f"not {first}")
    return {"pair": [first, second], "count": len(str(first))}
''',
    "spread": '''def spread(values=None, **kwargs):
    return [{"item": value, "n": index} for index, value in enumerate(values or [])]
''',
    "note_it": '''import phantom.rules as phantom


def note_it(text=None, **kwargs):
    phantom.comment(comment=str(text))
''',
    "child": '''import phantom.rules as phantom


def on_start(container):
    phantom.debug(phantom.collect2(container=container, datapath=["playbook_input:ips", "playbook_input:level"]))
    rows = phantom.collect2(container=container, datapath=["playbook_input:ips"])
    parameters = [{"ip": row[0]} for row in rows if row[0]]
    phantom.act("ip reputation", parameters=parameters, assets=["virustotal"], callback=looked, name="look")


def looked(action=None, success=None, container=None, results=None, handle=None, **kwargs):
    phantom.save_run_data(key="look:seen", value="in the child")


def on_finish(container, summary):
    scores = [row[0] for row in phantom.collect2(container=container, datapath=["look:action_result.data.*.score"])]
    phantom.save_playbook_output_data(output={"scores": scores, "first": scores[0] if scores else None, "rows": [{"v": s} for s in scores]})
''',
    "failing": '''import phantom.rules as phantom


def on_start(container):
    phantom.debug("to fail")
    raise RuntimeError("child fails")


def on_finish(container, summary):
    phantom.debug("never")
''',
}


class Block:
    def __init__(self, number, kind):
        self.name, self.kind, self.after = f"{kind}_{number}", kind, []
        self.joined = False  # reached through join_NAME


class Program:
    def __init__(self, seed):
        self.random = random.Random(f"playbook {seed}")
        count = self.random.randint(4, 10)
        kinds = [self.random.choice(IN_BACKGROUND if self.random.random() < 0.55 else AT_ONCE) for _ in range(count)]
        self.blocks = [Block(number, kind) for number, kind in enumerate(kinds, 1)]
        self.parameters = self.random.choice([PARAMETERS, PARAMETERS, OLD_PARAMETERS])
        self.lines = []
        self._connect()

    def _connect(self):
        for place, block in enumerate(self.blocks):
            later = self.blocks[place + 1 :]
            chosen = self.random.sample(later, min(len(later), self.random.choice((0, 1, 1, 1, 2, 3))))
            block.after = sorted(chosen, key=self.blocks.index)
        roots = [block for block in self.blocks if not any(block in other.after for other in self.blocks)]
        self.roots = self.random.sample(roots, len(roots)) if self.random.random() < 0.3 else roots
        for block in self.blocks:
            block.before = [other for other in self.blocks if block in other.after]
            block.joined = len(block.before) > 1 and self.random.random() < 0.75

    # --- Text ---

    def add(self, text, depth=1):
        self.lines.append("    " * depth + text if text else "")

    def text(self):
        self.lines = ["import json", "import phantom.rules as phantom", "from datetime import datetime, timedelta", "", ""]
        self.add("def show(block, **values):", 0)
        self.add('phantom.debug(f"{block}: {json.dumps(values, default=str)}")')
        self.add("", 0)
        self.add("", 0)
        self.add("def on_start(container):", 0)
        for block in self.roots:
            self.add(f"{self.entry(block)}(container=container)")
        if not self.roots:
            self.add("return")
        for block in self.blocks:
            self._block(block)
            if block.joined:
                self._join(block)
        self.add("", 0)
        self.add("", 0)
        self.add("def on_finish(container, summary):", 0)
        self.add('show("on_finish", summary=json.loads(summary))')
        for path in self.some_paths(None, 2):
            self.add(f"show('end', rows=phantom.collect2(container=container, datapath={path!r}))")
        if self.random.random() < 0.3:
            self.add('phantom.act("block ip", parameters=[{"ip": "1.1.1.1"}], assets=["pan"], name="last")')
        return "\n".join(self.lines) + "\n"

    def signature(self):
        """Parameters, now and then in another order than the editor's."""
        names = self.parameters.split(", ")
        named = [name for name in names if name != "**kwargs"]
        if self.random.random() < 0.15:
            self.random.shuffle(named)
        return ", ".join(named + ["**kwargs"] * ("**kwargs" in names))

    def entry(self, block):
        return f"join_{block.name}" if block.joined else block.name

    def _block(self, block):
        self.add("", 0)
        self.add("", 0)
        if self.parameters is PARAMETERS and self.random.random() < 0.7:
            self.add("@phantom.playbook_block()", 0)
        self.add(f"def {block.name}({self.signature()}):", 0)
        self.add(f"show({block.name!r}, success=success, results=results and len(results), action=action, handle=handle)")
        if self.random.random() < 0.03:
            self.add("phantom.discontinue()")
        if self.random.random() < 0.02:
            self.add(f'raise RuntimeError("{block.name} gives up")')
        getattr(self, f"_{block.kind}")(block)

    def _join(self, block):
        self.add("", 0)
        self.add("", 0)
        self.add(f"def join_{block.name}({self.signature()}):", 0)
        names = {
            "action_names": [b.name for b in block.before if b.kind in ("act", "prompt", "loop")],
            "custom_function_names": [b.name for b in block.before if b.kind == "function"],
            "playbook_names": [b.name for b in block.before if b.kind == "child"],
        }
        given = {key: value for key, value in names.items() if value}
        if self.random.random() < 0.5:
            key = f'"join_{block.name}_called"'
            self.add(f'if phantom.get_run_data(key={key}):')
            self.add("return", 2)
            given = {key: value for key, value in given.items() if self.random.random() < 0.6}
            guard = f'phantom.save_run_data(key={key}, value="{block.name}")'
        else:
            guard = ""
        words = ", ".join(f"{key}={value!r}" for key, value in given.items())
        depth = 1
        if words and set(given) == {"action_names"} and self.random.random() < 0.3:
            self.add(f"if phantom.actions_done({given['action_names']!r}):")
            depth = 2
        elif words:
            self.add(f"if phantom.completed({words}):")
            depth = 2
        if guard:
            self.add(guard, depth)
        self.add(f"{block.name}(container=container, handle=handle)", depth)

    def call_after(self, block, extra="", depth=1):
        for after in block.after:
            self.add(f"{self.entry(after)}({PASSED}{extra})", depth)

    def callback(self, block):
        """The name of what follows; a function of its own where several do."""
        if not block.after:
            return None
        if len(block.after) == 1:
            return self.entry(block.after[0])
        return f"{block.name}_callback"

    def finish_call(self, block, words):
        callback = self.callback(block)
        words = words + ([f"callback={callback}"] if callback else [])
        self.add(f"phantom.{words[0]}({', '.join(words[1:])})")
        if callback and len(block.after) > 1:
            self.add("", 0)
            self.add("", 0)
            self.add(f"def {callback}({self.signature()}):", 0)
            self.call_after(block)

    # --- Datapaths ---

    def paths_of(self, block):
        name = block.name
        if block.kind in ("act", "loop"):
            return [
                *(f"{name}:action_result.data.*.{field}" for field in FIELDS),
                f"{name}:action_result.parameter.ip",
                f"{name}:action_result.parameter.context.artifact_id",
                f"{name}:action_result.status",
                f"{name}:action_result.summary.total",
                f"{name}:action_result.message",
            ]
        if block.kind == "prompt":
            return [f"{name}:action_result.{part}" for part in ("summary.responses.0", "summary.responses.1", "status")]
        if block.kind == "function":
            parts = ("data.pair", "data.*.item", "data.item", "success", "message")
            return [f"{name}:custom_function_result.{part}" for part in parts]
        if block.kind == "child":
            return [f"{name}:playbook_output:{part}" for part in ("scores", "first", "rows.v", "none")]
        if block.kind == "format":
            return [f"{name}:formatted_data", f"{name}:formatted_data.*"]
        if block.kind == "code":
            return [f"{name}:custom_function:out", f"{name}:custom_function:rows.k"]
        return []

    def sources(self, block):
        """Lists of datapaths of one source each, of the artifacts and of the blocks before."""
        found = [[f"artifact:*.cef.{field}" for field in CEF] + ["artifact:*.id", "artifact:*.name"]] * 2
        found.append(["playbook_input:ips"])
        place = len(self.blocks) if block is None else self.blocks.index(block)
        for other in self.blocks[:place]:
            paths = self.paths_of(other)
            if paths:
                found += [paths] * (3 if block and other in block.before else 1)
            if other.kind == "filter":
                inner = self.random.choice([found[0], *[self.paths_of(b) for b in other.before if self.paths_of(b)]])
                found.append([f"filtered-data:{other.name}:condition_{self.random.choice((1, 1, 2))}:{path}" for path in inner])
        return found

    def some_paths(self, block, count):
        made = []
        for _ in range(count):
            paths = self.random.choice(self.sources(block))
            made.append(self.random.sample(paths, min(len(paths), self.random.choice((1, 2, 3)))))
        return made

    def one_path(self, block):
        return self.some_paths(block, 1)[0][0]

    def comparisons(self, block):
        rows = []
        for _ in range(self.random.choice((1, 1, 1, 2, 2, 3))):
            left = self.one_path(block) if self.random.random() < 0.93 else self.random.choice(LITERALS)
            kind = self.random.random()
            right = self.random.choice(LITERALS) if kind < 0.75 else "custom_list:blocked" if kind < 0.85 else self.one_path(block)
            rows.append([left, self.random.choice(OPERATORS), right])
        words = [f"conditions={rows!r}"]
        if len(rows) > 1 or self.random.random() < 0.1:
            words.append(f"logical_operator={self.random.choice(['and', 'or'])!r}")
        if self.random.random() < 0.2:
            words.append("case_sensitive=False")
        if self.random.random() < 0.3:
            words.append(f"delimiter={self.random.choice([None, ','])!r}")
        if self.random.random() < 0.2:
            words.append('scope="all"')
        return words

    # --- Blocks ---

    def parameters_from(self, block):
        """Lines that make `parameters` from rows."""
        paths = self.some_paths(block, 1)[0]
        given = self.random.choice(["", ", action_results=results"])
        self.add(f"rows = phantom.collect2(container=container, datapath={paths!r}{given})")
        self.add("parameters = []")
        self.add("for row in rows:")
        value = f"row[{self.random.randrange(len(paths))}]"
        if self.random.random() < 0.6:
            self.add(f"if {value} is not None:", 2)
        else:
            self.add("if True:", 2)
        contexts = ["", ', "context": {"artifact_id": row[-1]}', ', "ph": "", "extra": None', ', "context": {"artifact_id": None}']
        context = self.random.choice(contexts)
        self.add(f'parameters.append({{"ip": {value}{context}}})', 3)

    def _act(self, block):
        words = ["act", repr(self.random.choice(ACTIONS))]
        if self.random.random() < 0.85:
            self.parameters_from(block)
            words.append("parameters=parameters")
        kind = self.random.random()
        if kind < 0.8:
            words.append(f"assets={self.random.sample(ASSETS, self.random.choice((1, 1, 1, 2)))!r}")
        elif kind < 0.9:
            words.append('app={"name": "PAN"}')
        if self.random.random() < 0.97:
            words.append(f"name={block.name!r}")
        if self.random.random() < 0.2:
            words.append('handle={"from": "' + block.name + '"}')
        if self.random.random() < 0.15:
            words.append("start_time=datetime.now() + timedelta(minutes=1)")
        if self.random.random() < 0.1:
            words.append("parent_action=action")
        self.finish_call(block, words)

    def _loop(self, block):
        """An action that repeats, as the editor's loops do."""
        self.parameters_from(block)
        conditions = self.random.choice(["None", f'[["{block.name}:action_result.data.*.score", ">", 50]]'])
        delay, ttl = self.random.choice((0, 2, 60)), self.random.choice((1, 100, 1800))
        counts = f'"current_iteration": 1, "max_iterations": {self.random.randint(1, 4)}'
        state = f'{{{counts}, "conditions": {conditions}, "max_ttl": {ttl}, "delay_time": {delay}}}'
        given = "loop_state_json" if self.parameters is PARAMETERS else "handle"
        self.add(f"state = phantom.LoopState(state={given} if {given} else {state})")
        way = "loop_state=state.to_json()" if self.parameters is PARAMETERS else "handle=state.to_json()"
        words = f'parameters=parameters, assets=["virustotal"], name={block.name!r}, callback=loop_{block.name}, {way}'
        self.add(f'phantom.act("run query", {words})')
        self.add("", 0)
        self.add("", 0)
        self.add(f"def loop_{block.name}({self.signature()}):", 0)
        self.add(f"state = phantom.LoopState(state={given})")
        self.add("if state.should_continue(container=container, results=results):")
        self.add("state.increment()", 2)
        self.add(f"{block.name}(container=container, {given}=state.to_json())", 2)
        self.add("else:")
        self.add(f'show("{block.name} is over")', 2)
        for after in block.after:
            self.add(f"{self.entry(after)}(container=container)", 2)

    def _prompt(self, block):
        words = ["prompt2", "container=container", 'user="admin"', 'message="About {0}?"', f"parameters=[{self.one_path(block)!r}]"]
        words += [f"respond_in_mins={self.random.choice((1, 30))}", f"name={block.name!r}"]
        words.append('response_types=[{"prompt": "", "options": {"type": "list", "choices": ["Yes", "No"]}}]')
        self.finish_call(block, words)

    def _function(self, block):
        path = self.one_path(block)
        self.add(f"rows = phantom.collect2(container=container, datapath=[{path!r}])")
        name = self.random.choice(("pair_up", "spread", "note_it"))
        if name == "pair_up":
            self.add('parameters = [{"first": row[0], "second": index} for index, row in enumerate(rows)]')
        else:
            self.add(f'parameters = [{{"{"values" if name == "spread" else "text"}": [row[0] for row in rows]}}]')
        self.finish_call(block, ["custom_function", f'custom_function="local/{name}"', "parameters=parameters", f"name={block.name!r}"])

    def _child(self, block):
        path = self.one_path(block)
        self.add(f"ips = [row[0] for row in phantom.collect2(container=container, datapath=[{path!r}])]")
        name = self.random.choice(("child", "child", "child", "failing"))
        words = ["playbook", f'"local/{name}"', "container=container", f"name={block.name!r}"]
        self.finish_call(block, [*words, 'inputs={"ips": ips, "level": 3}'])

    def _filter(self, block):
        for number in range(1, self.random.choice((1, 1, 2)) + 1):
            words = ", ".join(["container=container", *self.comparisons(block), f'name="{block.name}:condition_{number}"'])
            self.add(f"matched_artifacts_{number}, matched_results_{number} = phantom.condition({words})")
            self.add(f"show({block.name!r}, artifacts=matched_artifacts_{number}, results=matched_results_{number})")
            self.add(f"if matched_artifacts_{number} or matched_results_{number}:")
            self.call_after(block, f", filtered_artifacts=matched_artifacts_{number}, filtered_results=matched_results_{number}", 2)
            if not block.after:
                self.add("pass", 2)

    def _decision(self, block):
        for after in block.after:
            self.add(f"if phantom.decision({', '.join(['container=container', *self.comparisons(block)])}):")
            self.add(f"{self.entry(after)}({PASSED})", 2)
            self.add("return", 2)
        if block.after and self.random.random() < 0.5:
            self.add(f"{self.entry(block.after[0])}({PASSED})")
        if not block.after:
            self.add("show('decided')")

    def _format(self, block):
        template = self.random.choice(
            ["{0} and {1}", "%%\n- {0}: {1}\n%%", "head {0}\n%%\n{1}\n%%\ntail", "{{{0}}}", "%%{0}%% between %%\n{1}\n%%", "plain"]
        )
        parameters = [self.one_path(block), self.one_path(block)]
        words = [f"template={template!r}", f"parameters={parameters!r}", f"name={block.name!r}"]
        words += [f"drop_none={self.random.choice(('True', 'False'))}"] if self.random.random() < 0.4 else []
        words += ["separator='; '"] if self.random.random() < 0.3 else []
        self.add(f"phantom.format(container=container, {', '.join(words)})")
        self.add(f"text = phantom.get_format_data(name={block.name!r})")
        self.add(f"show({block.name!r}, text=text, items=phantom.get_format_data(name='{block.name}__as_list'))")
        self.call_after(block)

    def _code(self, block):
        path = self.one_path(block)
        self.add(f"values = [item[0] for item in phantom.collect2(container=container, datapath=[{path!r}])]")
        self.add("out = phantom.concatenate(values, 'more', None, dedup=True)")
        self.add(f'phantom.save_run_data(key="{block.name}:out", value=json.dumps(out))')
        self.add(f'phantom.save_run_data(key="{block.name}:rows", value=json.dumps([{{"k": value}} for value in values]))')
        self.call_after(block)

    def _utility(self, block):
        path = self.one_path(block)
        calls = [
            'phantom.set_status(container=container, status="Open")',
            'phantom.add_list("blocked", [str(value) for value in values])',
            f'phantom.add_note(container=container, note_type="general", title="{block.name}", content=str(values))',
            'phantom.add_artifact(container=container, cef_data={"sourceAddress": "9.9.9.9"}, name="added", identifier="added")',
            'phantom.pin(container=container, message="seen", data=len(values))',
            'phantom.comment(container=container, comment=str(values))',
            'phantom.set_severity(container=container, severity="HIGH")',
            'phantom.error(f"odd {values}")',
            'phantom.update(container, {"description": str(values)})',
        ]
        self.add(f"values = phantom.collect2(container=container, datapath={path!r})")
        for call in self.random.sample(calls, 2):
            self.add(call)
        self.call_after(block)

    def _collect(self, block):
        for paths in self.some_paths(block, 2):
            extra = self.random.choice(["", ", action_results=results", ', scope="all"', ", scope=[1, 3]"])
            self.add(f"show({block.name!r}, rows=phantom.collect2(container=container, datapath={paths!r}{extra}))")
        self.call_after(block)


def world(seed, program):
    """(event, world, inputs)."""
    choose = random.Random(f"world {seed}")
    addresses = ["10.1.2.3", "8.8.8.8", "9.9.9.9", "1.1.1.1"]

    def record():
        inner = [{"k": choose.choice(["US", 1, None])} for _ in range(choose.randrange(3))]
        tags = choose.sample(["US", "x", "5"], choose.randrange(3))
        every = {"c": choose.choice(["US", "FR", "us", None]), "score": choose.choice([0, 5, "5", 60, None, 2.5]), "tags": tags, "n": inner}
        every["meta"] = {"owner": choose.choice(["admin", ""])}
        return {key: value for key, value in every.items() if choose.random() < 0.85}

    artifacts = []
    for _ in range(choose.randrange(4)):
        cef = {"sourceAddress": choose.choice(addresses), "fileHash": choose.choice(["h1", "h2", ""]), "number": choose.choice([1, 5, "5"])}
        cef["nested"] = [{"k": choose.choice(["US", 5])} for _ in range(choose.randrange(3))]
        cef["a.b"] = "dotted"
        kept = {key: cef[key] for key in cef if choose.random() < 0.8}
        artifacts.append({"name": choose.choice(["one", "two"]), "cef": kept, "tags": ["x"]})
    actions = []
    for _ in range(12):
        answer = {"action": choose.choice(ACTIONS), "asset": choose.choice(["*", *ASSETS])}
        answer["latency_ms"] = choose.choice([0, 0, 5, 5, 10, 250, 2.5])
        answer["parameter"] = {"ip": choose.choice(addresses)} if choose.random() < 0.4 else "*"
        status = "failed" if choose.random() < 0.2 else "success"
        data = [record() for _ in range(choose.randrange(4))] if status == "success" else []
        answer["result"] = {"status": status, "message": choose.choice(["", "done"]), "data": data, "summary": {"total": choose.randrange(3)}}
        if choose.random() < 0.2:
            answer["times"] = choose.randint(1, 2)
        actions.append(answer)
    prompts = {}
    for block in program.blocks:
        if block.kind == "prompt" and choose.random() < 0.8:
            responses = choose.sample(["Yes", "No", "5"], choose.randrange(3))
            prompts[block.name] = {"responses": responses, "latency_ms": choose.choice([0, 5, 90000])}
            if choose.random() < 0.2:
                prompts[block.name]["timeout"] = True
    made = {
        "now": "2024-05-05T05:05:05Z",
        "lists": {"blocked": [["8.8.8.8", "US"], ["10.0.0.0/8", ""]]},
        "assets": [{"name": "maxmind", "app": "MaxMind"}, {"name": "pan", "app": "PAN", "id": 9}, {"name": "virustotal", "app": "VirusTotal"}],
        "actions": actions,
        "prompts": prompts,
    }
    return {"name": "case", "artifacts": artifacts}, made, {"ips": choose.sample(addresses, choose.randrange(3))}
