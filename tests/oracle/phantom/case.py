# SPDX-License-Identifier: Apache-2.0
"""The container of a run with its artifacts, notes, pins and comments (docs/contracts.md, "Event" and "Result")."""

import copy

from . import choices


def container_defaults(identity, now, artifacts):
    return {
        "id": identity,
        "name": "",
        "label": "events",
        "status": "new",
        "severity": "medium",
        "sensitivity": "amber",
        "container_type": "default",
        "description": "",
        "source_data_identifier": "",
        "owner": None,
        "owner_name": None,
        "external_id": None,
        "tags": [],
        "data": {},
        "custom_fields": {},
        "create_time": now,
        "start_time": now,
        "container_update_time": now,
        "end_time": None,
        "due_time": None,
        "close_time": None,
        "artifact_count": artifacts,
        "url": f"{choices.BASE_URL}/mission/{identity}",
    }


def artifact_defaults(identity, container, now):
    return {
        "id": identity,
        "name": "artifact",
        "label": "event",
        "container": container,
        "severity": "medium",
        "cef": {},
        "cef_types": {},
        "data": {},
        "tags": [],
        "source_data_identifier": "",
        "description": None,
        "type": None,
        "create_time": now,
        "start_time": now,
        "update_time": now,
        "end_time": None,
        "kill_chain": None,
        "hash": None,
        "version": 1,
        "has_note": False,
        "in_case": False,
        "owner_id": None,
        "ingest_app_id": None,
        "playbook_run_id": None,
        "parent_artifact": None,
    }


def with_defaults(given, defaults):
    return {**given, **{key: value for key, value in defaults.items() if key not in given}}


class Case:
    def __init__(self, event, now, clock):
        event = copy.deepcopy(event)
        given = event.pop("artifacts", None) or []
        self.clock = clock
        self.container = with_defaults(event, container_defaults(event.get("id", 1), now, len(given)))
        self.artifacts = [
            with_defaults(item, artifact_defaults(position, self.container["id"], now))
            for position, item in enumerate(given, 1)
        ]
        self.notes, self.pins, self.comments = [], [], []
        self.phases, self.evidence = [], []
        self._counts = {}  # how many each list has had

    @property
    def id(self):
        return self.container["id"]

    def sorted_artifacts(self):
        return sorted(self.artifacts, key=lambda item: item["id"])

    def container_view(self):
        """A copy as blocks get it."""
        return copy.deepcopy(self.container)

    def add(self, items, fields):
        """Append one record with the next id of its list; returns the id."""
        identity = self._counts[id(items)] = self._counts.get(id(items), 0) + 1
        items.append({"id": identity, "container": self.id, **fields})
        return identity
