# SPDX-License-Identifier: Apache-2.0
"""The execution model: what one playbook run holds and when its blocks run."""

import copy
import itertools
import json
import traceback
from contextlib import contextmanager

from . import binding, clock, confined, jsontext, surroundings, trace
from .case import Case
from .entropy import Entropy
from .files import Directory
from .scheduler import Scheduler
from .world import StrictError


class Process:
    """What all runs of one command share: time, world, trace, ledger, container."""

    current = None  # the run whose code is running

    def __init__(self, world, event, paths=(), files=None):
        from . import web  # which asks the run that is current, and so needs this module

        self.world = world
        self.clock = clock.Clock(world.now)
        self.scheduler = Scheduler(self.clock)
        self.trace = trace.Trace(self.clock)
        self.ledger = trace.Ledger()
        self.case = Case(event, world.now, self.clock)
        self.paths = list(paths)
        self.stored = {}  # save_data, by (container id, key)
        self.objects = []  # save_object
        self.entropy = Entropy(world.seed)
        self.files = Directory(files)
        self.environment = dict(confined.ENVIRONMENT)
        self.temporary_folder = None  # what tempfile.tempdir is for the playbook
        self.modules = {**clock.modules(self.clock, self.entropy), **web.MODULES}
        self.functions = {}  # custom functions, by reference
        self.runs = []
        self._counters = {}

    def next_id(self, kind):
        return next(self._counters.setdefault(kind, itertools.count(1)))


confined.install(lambda: Process.current and Process.current.process)


class Run:
    def __init__(self, process, name, inputs, parent=None):
        self.process = process
        self.name = name
        self.parent = parent
        self.id = process.next_id("playbook_run")
        process.runs.append(self)
        self.inputs = dict(inputs)
        self.outputs = {}
        self.functions = {}  # the module's namespace
        self.action_runs = []
        self.action_results = {}  # block -> app runs
        self.custom_function_results = {}  # block -> records
        self.child_outputs, self.child_inputs = {}, {}
        self.filters, self.formats, self.run_data = {}, {}, {}
        self.done_actions, self.done_playbooks, self.done_functions = set(), set(), set()
        self.pending = 0  # completions still to come
        self.started = self.finished = self.stopped = False
        self.status, self.message = "success", ""
        self.error = ""  # for stderr
        self.when_over = None
        self.inside_custom_function = False
        self.action_limit = None
        self.parent_handle = None
        self.depth = parent.depth + 1 if parent else 0

    @property
    def case(self):
        return self.process.case

    @property
    def lists(self):
        return self.process.world.lists

    @property
    def failed(self):
        return self.status == "failed"

    @contextmanager
    def _entered(self):
        before, Process.current = Process.current, self
        try:
            with confined.surroundings(self.process):
                yield
        finally:
            Process.current = before

    def finish_all(self):
        """Deliver what comes until nothing is outstanding."""
        try:
            self.process.scheduler.run()
        except StrictError as error:
            self.cut_off(error)

    def load(self, source, path):
        """Run the module's body."""
        self.functions = space = {}
        self.process.trace.modules.append(space)
        is_playbook = b"\ndef on_start(" in (source if isinstance(source, bytes) else source.encode())
        container = self.case.container_view if is_playbook else None
        modules = self.process.modules
        self.guarded(lambda: surroundings.run(source, str(path), self.name, modules, space, container))

    def start(self):
        self.started = True
        on_start = self.functions.get("on_start")
        if on_start is None:
            self.finished = True  # a plain script: its body was all
        elif not self.failed:
            self.guarded(lambda: on_start(self.case.container_view()))
        self.settle()

    def complete(self, finish):
        """One completion: store, mark and call back as one step."""
        callback = None
        self.pending -= 1
        with self._entered():
            callback = finish()
        if callback is not None and not self.failed and not self.stopped:
            function, arguments = callback
            self.guarded(lambda: binding.call(function, arguments))
        self.settle()

    def settle(self):
        """End the run once nothing is left to come; on_finish may start more."""
        if self.pending or not self.started:
            return
        if not self.finished:
            self.finished = True
            on_finish = self.functions.get("on_finish")
            if on_finish is not None and not self.failed:
                summary = json.dumps(jsontext.plain(self.summary()))
                self.guarded(lambda: on_finish(self.case.container_view(), summary))
            if self.pending:
                return
        if self.when_over is not None:
            over, self.when_over = self.when_over, None
            over()

    def guarded(self, body):
        try:
            with self._entered():
                body()
        except (Exception, SystemExit) as error:
            lines = traceback.format_exception_only(error)
            self.fail(lines[-1].rstrip("\n"), _traceback(error, self.process.trace.modules))

    def fail(self, message, text):
        if not self.failed:
            self.status, self.message, self.error = "failed", message, text

    def cut_off(self, error):
        """The end of everything: a call that nothing answers, under --strict."""
        self.status, self.message, self.error = "failed", str(error), f"error: {error}\n"

    def stop(self):
        self.stopped = True

    def done(self, names, table):
        return all(name in table for name in ([names] if isinstance(names, str) else [] if names is None else names))

    def playbook_fields(self):
        return {"id": self.id, "name": self.name, "launching_user": None}

    def summary(self):
        """The object behind on_finish's `summary` and get_summary()."""
        found = {
            "playbook": self.name,
            "playbook_run_id": self.id,
            "status": self.status,
            "message": self.message,
            "result": [_summarised(item) for item in self.action_runs],
        }
        return copy.deepcopy(found)

    def result(self):
        """The result document (docs/contracts.md, "Result")."""
        return copy.deepcopy(
            {
                "status": self.status,
                "message": self.message,
                "playbook": self.name,
                "container": self.case.container,
                "artifacts": self.case.artifacts,
                "action_runs": [item.record() for item in self.action_runs],
                "outputs": self.outputs,
                "notes": self.case.notes,
                "pins": self.case.pins,
                "comments": self.case.comments,
                "lists": self.lists,
                "run_data": self.run_data,
            }
        )


def _summarised(item):
    app_runs = []
    for app_run in item.app_runs if item.ended else []:
        for result in app_run["action_results"]:
            shown = {key: app_run[key] for key in ("app_run_id", "app", "app_id", "asset", "action")}
            shown.update({key: result[key] for key in ("status", "summary", "parameter")})
            app_runs.append(shown)
    return {
        "name": item.name,
        "action": item.action,
        "id": item.id,
        "action_run_id": item.id,
        "status": item.status if item.ended else "running",
        "message": item.message if item.ended else "",
        "app_runs": app_runs,
    }


def _traceback(error, spaces):
    """The traceback, frames of playbooks only; of an error elsewhere, all frames."""
    frames = [
        summary
        for summary, (frame, _) in zip(
            traceback.extract_tb(error.__traceback__), traceback.walk_tb(error.__traceback__), strict=True
        )
        if any(frame.f_globals is space for space in spaces)
    ]
    if not frames:
        return "".join(traceback.format_exception(error))
    head = ["Traceback (most recent call last):\n", *traceback.format_list(frames)]
    return "".join(head + traceback.format_exception_only(error))
