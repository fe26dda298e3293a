"""traceback in a playbook: entries of its own code only."""

import json
import traceback
from datetime import datetime
from zoneinfo import ZoneInfo

import phantom.rules as phantom


def read(text):
    return json.loads(text)


def attempt(action):
    try:
        action()
    except Exception:
        phantom.debug(traceback.format_exc())


def chained():
    try:
        read("{")
    except ValueError as error:
        raise KeyError("no text") from error


def on_start(container):
    attempt(lambda: read("no"))
    attempt(lambda: open("/none"))
    attempt(chained)
    attempt(lambda: [1 / n for n in (1, 0)])
    attempt(lambda: phantom.act())
    try:
        int("x")
    except ValueError as error:
        phantom.debug(traceback.format_exception_only(type(error), error))
        phantom.debug("".join(traceback.format_tb(error.__traceback__)))
        phantom.debug([(entry.name, entry.lineno, entry.line) for entry in traceback.extract_tb(error.__traceback__)])
    phantom.debug([__file__, __name__])
    phantom.debug(datetime(2024, 7, 1, tzinfo=ZoneInfo("Europe/Berlin")))


def on_finish(container, summary):
    pass
