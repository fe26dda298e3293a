# SPDX-License-Identifier: Apache-2.0
"""Calls that move data between blocks."""

import re

from . import choices, condition as conditions_, datapath as datapaths, sources, template as templates
from .api import acts, reads, run
from .sources import Reading


@reads
def collect2(container=None, datapath=None, action_results=None, scope="new", tags=None, filter_artifacts=None):
    reading = Reading(scope, action_results, filter_artifacts)
    if isinstance(datapath, str):
        return [row[0] for row in sources.collect2(run(), [datapaths.parse(datapath)], reading)]
    return sources.collect2(run(), [datapaths.parse(text) for text in datapath or []], reading)


@reads
def collect(container=None, datapath=None, scope="new", limit=100, none_if_first=False):
    """The first version: values without None, or rows whose first cell is not None."""
    reading = Reading(scope, container if isinstance(container, list) else None)
    if isinstance(datapath, str):
        rows = sources.collect2(run(), [datapaths.parse(datapath)], reading)
        return [row[0] for row in rows if row[0] is not None][:limit]
    rows = sources.collect2(run(), [datapaths.parse(text) for text in datapath or []], reading)
    return [row for row in rows if none_if_first or row[0] is not None][:limit]


@reads
def collect_from_contains(container=None, action_results=None, contains=None, scope="new", tags=None):
    wanted = set(contains or [])
    found = []
    for item in run().case.sorted_artifacts():
        for key, value in (item["cef"] or {}).items():
            if wanted & set((item["cef_types"] or {}).get(key) or []):
                found.append(value)
    return found


def _options(scope, action_results, filter_artifacts, case_sensitive, delimiter):
    return conditions_.Options(Reading(scope, action_results, filter_artifacts), case_sensitive, delimiter)


@reads
def condition(
    container=None,
    conditions=None,
    logical_operator="and",
    name=None,
    scope="new",
    action_results=None,
    filter_artifacts=None,
    case_sensitive=True,
    delimiter=choices.DEFAULT_DELIMITER,
    conditions_dps=None,
):
    options = _options(scope, action_results, filter_artifacts, case_sensitive, delimiter)
    return conditions_.condition(run(), conditions, logical_operator, name, options)


@reads
def decision(
    container=None,
    conditions=None,
    logical_operator="and",
    name=None,
    scope="new",
    action_results=None,
    filter_artifacts=None,
    case_sensitive=True,
    delimiter=choices.DEFAULT_DELIMITER,
    conditions_dps=None,
):
    options = _options(scope, action_results, filter_artifacts, case_sensitive, delimiter)
    return conditions_.decision(run(), conditions, logical_operator, options)


@reads
def format(
    container=None,
    template="",
    parameters=None,
    name=None,
    scope="new",
    separator=choices.DEFAULT_SEPARATOR,
    drop_none=False,
):
    text, items = templates.render(run(), template, parameters, Reading(scope), separator, drop_none)
    if name:
        run().formats[name] = text
        run().formats[f"{name}__as_list"] = items
    return text


@reads
def get_format_data(name=None, as_list=False):
    found = run().formats.get(f"{name}__as_list" if as_list else name)
    return list(found) if isinstance(found, list) else found


@acts
def save_run_data(value=None, key=None, auto=False):
    run().run_data[key] = value
    return True


@reads
def get_run_data(key=None):
    return run().run_data.get(key, choices.MISSING_RUN_DATA)


@acts
def save_block_result(key=None, value=None):
    run().run_data[key] = value
    return True


@acts
def save_playbook_output_data(output=None):
    run().outputs = dict(output or {})


@reads
def concatenate(*parts, dedup=False):
    flat = []
    for part in parts:
        if isinstance(part, (list, tuple)):
            flat.extend(part)
        elif part is not None:
            flat.append(part)
    if not dedup:
        return flat
    kept = []
    for item in flat:
        if item not in kept:
            kept.append(item)
    return kept


@reads
def render_template(template=None, context=None):
    """(success, message, text): names with fields between {{ and }}, no statements and no filters."""
    if not isinstance(template, str):
        return False, "the template must be a text", ""
    if "{%" in template:
        return False, "statements ({% ... %}) in templates are not supported", ""
    text, *fields = template.split("{{")
    for field in fields:
        name, closed, rest = field.partition("}}")
        name = name.strip()
        if not closed:
            return False, "a {{ of the template is not closed", ""
        if not re.fullmatch("[A-Za-z0-9_.]+", name):
            return False, f"expressions in templates are names with fields, not `{name}`", ""
        text += str(_of_context({} if context is None else context, name.split("."))) + rest
    return True, "", text


def _of_context(found, keys):
    for key in keys:
        if isinstance(found, list) and key.isdigit() and int(key) < len(found):
            found = found[int(key)]
        elif isinstance(found, dict) and key in found:
            found = found[key]
        else:
            return ""
    return found
