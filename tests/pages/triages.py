# SPDX-License-Identifier: Apache-2.0
"""Triages whose reports the tests look at: a bundle of shipped playbooks on events of theirs and on the mails of the demo."""

import pathlib
import shutil
import subprocess

PLAYBOOKS = pathlib.Path(__file__).resolve().parents[2] / "playbooks"
BUNDLED = ("attachment_detonate", "email_alert", "hello", "phishme_respond", "triage_lists", "url_reputation")
EVENTS = ("phishme_respond/malicious", "email_alert/*", "triage_lists/*")
MOST_OF_A_FAMILY = 2


def events():
    """Each with the options that it is triaged with."""
    for pattern in EVENTS:
        for event in sorted(PLAYBOOKS.glob(pattern + ".event.json"))[:MOST_OF_A_FAMILY]:
            world = event.with_name(event.name.replace(".event.json", ".world.json"))
            if world.exists():
                yield event, ("--world", world)
    for mail in sorted((PLAYBOOKS / "demo").glob("*.eml")):
        yield mail, ("--world", mail.with_name("world.json"), "--config", mail.with_name("config.json"))


def run(pbc, folder):
    """Leaves NAME.html and NAME.json in the folder for each."""
    sources = folder / "playbooks"
    sources.mkdir()
    for family in BUNDLED:
        for source in (PLAYBOOKS / family).glob("*.py"):
            shutil.copy(source, sources)
    bundle = folder / "triage"
    subprocess.run([pbc, "compile", sources, "-o", bundle], check=True, capture_output=True)
    for event, ways in events():
        name = f"{event.parent.name}-{event.name.split('.')[0]}"
        files = [folder / f"{name}.html", folder / f"{name}.json"]
        command = [bundle, event, *ways, "--html", files[0], "--json", files[1]]
        subprocess.run(command, check=True, capture_output=True)
        first = files[0].read_bytes()
        subprocess.run(command, check=True, capture_output=True)
        assert files[0].read_bytes() == first, f"{name}: other bytes the second time"
