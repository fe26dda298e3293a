# SPDX-License-Identifier: Apache-2.0
"""What actions do, read from the descriptors of the connectors (docs/connectors.md) without any help of the compiler's."""

import json
import re
from pathlib import Path

CONNECTORS = Path(__file__).resolve().parent.parent.parent / "runtime" / "connectors"
UNKNOWN = "execute"


def loose(name):
    return re.sub("[ -]", "_", str(name).lower())


class Effects:
    def __init__(self, folder=CONNECTORS):
        self.classes = {}  # {action: [(app, class)]}
        self.apps = {}  # {asset: apps}
        for file in sorted(folder.glob("*.json")):
            descriptor = json.loads(file.read_text(encoding="utf-8"))
            app = descriptor["app"]
            for asset in [*descriptor["assets"], *([app] if app else [])]:
                self.apps.setdefault(loose(asset), set()).add(app)
            for action, facts in descriptor["actions"].items():
                self.classes.setdefault(action.lower(), []).append((app, facts["effect"]))

    def of(self, action, assets):
        """The class that all apps agree on which the assets may belong to, or all apps that have the action."""
        every = self.classes.get(str(action).lower(), [])
        found = set()
        for asset in assets:
            here = {effect for app, effect in every if app in self.apps.get(loose(asset), ())}
            found |= here or {effect for _, effect in every}
        found = found or {effect for _, effect in every}
        return found.pop() if len(found) == 1 else UNKNOWN
