# SPDX-License-Identifier: Apache-2.0
"""Playbooks that ask for few things often, while other acts change them: what sharing has to get right.

    python3 tests/optimizer/acts_by_chance.py DIR [--playbooks 20] [--seed 1]

Writes them to DIR, for same_run.py and critical_path.py; the same seed gives the same texts.
"""

import argparse
import random
import sys
from pathlib import Path

# (action, assets, parameter): look-ups, what changes the same assets, what asks how things are now, what nobody knows.
ACTS = (
    ("hunt file", ["carbonblack"], "hash"),
    ("Hunt File", ["carbonblack"], "hash"),
    ("file reputation", ["virustotal"], "hash"),
    ("file reputation", ["virustotal", "reversinglabs"], "hash"),
    ("ip reputation", ["virustotal"], "ip"),
    ("geolocate ip", ["maxmind"], "ip"),
    ("block hash", ["carbonblack"], "hash"),
    ("quarantine device", ["carbonblack"], "ip_hostname"),
    ("list processes", ["carbonblack"], "ip_hostname"),
    ("get file", ["carbonblack"], "hash"),
    ("detonate file", ["virustotal"], "file"),
    ("tell nobody", ["carbonblack", "maxmind"], "ip"),
)
FIELDS = {"hash": "fileHash", "file": "fileHash", "ip": "sourceAddress", "ip_hostname": "sourceAddress"}
LOOK_UPS = 6  # of ACTS
ARGUMENTS = "action=None, success=None, container=None, results=None, handle=None, **kwargs"

HEAD = '''"""
Asks for few things often
"""

import json
from datetime import datetime, timedelta

import phantom.rules as phantom


def some(container, field, places):
    rows = phantom.collect2(container=container, datapath=["artifact:*.cef." + field])
    values = [row[0] for row in rows if row[0]] or ["192.0.2.1"]
    return [values[place % len(values)] for place in places]


def on_start(container):
'''


class Program:
    def __init__(self, seed):
        self.random = random.Random(f"acts {seed}")
        self.count = self.random.randint(3, 9)
        self.after = {place: [] for place in range(self.count)}
        self.before = {place: [] for place in range(self.count)}
        for place in range(1, self.count):
            for first in self.random.sample(range(place), min(place, self.random.choice((0, 1, 1, 1, 2)))):
                self.after[first].append(place)
                self.before[place].append(first)
        self.joined = {place for place in range(self.count) if len(self.before[place]) > 1 and self.random.random() < 0.7}

    def calls(self, places):
        lines = [f"    {'join' if place in self.joined else 'block'}_{place}(container=container)" for place in places]
        return "\n".join(lines) or "    return"

    def text(self):
        parts = [HEAD + self.calls([place for place in range(self.count) if not self.before[place]])]
        for place in range(self.count):
            parts += [self.block(place), self.ended(place)] + ([self.join(place)] if place in self.joined else [])
        parts.append('def on_finish(container, summary):\n    phantom.debug("finished")\n')
        return "\n\n\n".join(parts)

    def block(self, place):
        is_look_up = self.random.random() < 0.65
        action, assets, parameter = self.random.choice(ACTS[:LOOK_UPS] if is_look_up else ACTS[LOOK_UPS:])
        places = [self.random.randrange(3) for _ in range(self.random.choice((1, 1, 2, 3, 4)))]
        later = ", start_time=datetime.now() + timedelta(seconds=3)" if self.random.random() < 0.06 else ""
        return f'''def block_{place}({ARGUMENTS}):
    parameters = [{{"{parameter}": value}} for value in some(container, "{FIELDS[parameter]}", {places})]
    phantom.act("{action}", parameters=parameters, assets={assets}, callback=ended_{place}, name="block_{place}"{later})'''

    def ended(self, place):
        return f'''def ended_{place}({ARGUMENTS}):
    rows = phantom.collect2(container=container, datapath=["block_{place}:action_result.status", "block_{place}:action_result.message"], action_results=results)
    phantom.debug("block_{place}: " + json.dumps(rows))
{self.calls(self.after[place])}'''

    def join(self, place):
        names = [f"block_{first}" for first in self.before[place]]
        return f'''def join_{place}({ARGUMENTS}):
    if phantom.completed(action_names={names}):
        block_{place}(container=container)'''


def write(folder, seed, count):
    """Playbooks of a seed; the files' names say which they are."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"acts_{seed}_{number}.py").write_text(Program(f"{seed} {number}").text(), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--playbooks", type=int, default=20)
    parser.add_argument("--seed", default="1")
    options = parser.parse_args()
    write(options.folder, options.seed, options.playbooks)
    return 0


if __name__ == "__main__":
    sys.exit(main())
