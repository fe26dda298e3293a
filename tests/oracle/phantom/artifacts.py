# SPDX-License-Identifier: Apache-2.0
"""Calls on artifacts. What a run adds is visible to every later collect2 of it."""

import copy

from . import network
from .api import acts, number, reads, run, same
from .case import artifact_defaults, with_defaults
from .containers import problem_of


@acts
def add_artifact(
    container=None,
    raw_data=None,
    cef_data=None,
    label="event",
    name="artifact",
    severity="medium",
    identifier=None,
    artifact_type=None,
    field_mapping=None,
    trace=False,
    run_automation=False,
):
    problem = problem_of(container)
    if problem:
        return False, problem, None
    case = run().case
    if any(given and not isinstance(given, dict) for given in (cef_data, raw_data, field_mapping)):
        return False, "artifact data must be a dict", None
    known = [item["id"] for item in case.artifacts if identifier and item["source_data_identifier"] == identifier]
    if known:
        return True, "", known[0]
    identity = max((item["id"] for item in case.artifacts), default=0) + 1
    given = {
        "id": identity,
        "name": name,
        "label": label,
        "container": case.id,
        "severity": severity,
        "cef": copy.deepcopy(cef_data or {}),
        "cef_types": copy.deepcopy(field_mapping or {}),
        "data": copy.deepcopy(raw_data or {}),
        "source_data_identifier": "" if identifier is None else identifier,
        "type": artifact_type,
    }
    case.artifacts.append(with_defaults(given, artifact_defaults(identity, case.id, case.clock.stamp())))
    case.container["artifact_count"] = len(case.artifacts)
    return True, "", identity


@acts
def update_artifact(artifact_id=None, cef_data=None, label=None, name=None, severity=None, tags=None, trace=False):
    given = {"cef": cef_data, "label": label, "name": name, "severity": severity, "tags": tags}
    artifact_id = number(artifact_id)
    for item in run().case.artifacts:
        if same(item["id"], artifact_id):
            item.update({key: copy.deepcopy(value) for key, value in given.items() if value is not None})
            return True, ""
    return False, f"no artifact with id {artifact_id}"


@acts
def delete_artifact(artifact_id=None):
    case, artifact_id = run().case, number(artifact_id)
    kept = [item for item in case.artifacts if not same(item["id"], artifact_id)]
    found = len(kept) < len(case.artifacts)
    case.artifacts[:] = kept
    case.container["artifact_count"] = len(kept)
    return (True, "") if found else (False, f"no artifact with id {artifact_id}")


@reads
def get_artifact(artifact_id=None):
    return copy.deepcopy(next((item for item in run().case.artifacts if same(item["id"], number(artifact_id))), {}))


def _addresses(fields):
    found = []
    for item in run().case.sorted_artifacts():
        for field in fields:
            value = (item["cef"] or {}).get(field)
            if network.valid_ip(value) and value not in found:
                found.append(value)
    return found


@reads
def attacker_ips(container=None, scope="new"):
    return _addresses(("sourceAddress", "attackerAddress", "src_ip", "src"))


@reads
def victim_ips(container=None, scope="new"):
    return _addresses(("destinationAddress", "targetAddress", "dest_ip", "dst"))


@reads
def get_artifacts(container=None, scope="all"):
    return copy.deepcopy(run().case.sorted_artifacts()) if problem_of(container) is None else []
