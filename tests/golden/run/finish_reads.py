"""on_finish gets its summary wherever it reads it: here, in a function of its own, by locals()."""
import json

import phantom.rules as phantom


def on_start(container):
    phantom.debug("starts")


def on_finish(container, summary):
    def status():
        return json.loads(summary)["status"]

    phantom.debug(status())
    phantom.debug(sorted(json.loads(locals()["summary"])))
