# SPDX-License-Identifier: Apache-2.0
"""Calls that move data between blocks."""

import copy
import operator
import re

from . import choices, condition as conditions_, datapath as datapaths, sources, template as templates
from .api import acts, reads, run
from .sources import Reading


@reads
def collect2(container=None, datapath=None, action_results=None, scope="new", tags=None, filter_artifacts=None):
    reading = Reading(scope, action_results, filter_artifacts, container, tags)
    if isinstance(datapath, str):
        return [row[0] for row in sources.collect2(run(), [datapaths.parse(datapath)], reading)]
    return sources.collect2(run(), _datapaths(datapath), reading)


def _datapaths(given):
    if not isinstance(given, (list, tuple)) or not all(isinstance(text, str) for text in given):
        raise TypeError("datapath must be a text or a list of texts")
    return [datapaths.parse(text) for text in given]


@reads
def collect(container=None, datapath=None, scope="new", limit=100, none_if_first=False):
    """The first version: values without None, or rows whose first cell is not None."""
    limit = max(0, operator.index(limit))
    reading = Reading(scope, container) if isinstance(container, list) else Reading(scope, container=container)
    if isinstance(datapath, str):
        rows = sources.collect2(run(), [datapaths.parse(datapath)], reading)
        return [row[0] for row in rows if row[0] is not None][:limit]
    rows = sources.collect2(run(), _datapaths(datapath), reading)
    return [row for row in rows if none_if_first or row[0] is not None][:limit]


@reads
def collect_from_contains(container=None, action_results=None, contains=None, scope="new", tags=None):
    wanted = [contains] if isinstance(contains, str) else contains or []
    found = []
    for root in sources.roots(run(), datapaths.parse("artifact:*"), Reading(scope, container=container, tags=tags)):
        cef, types = root.value.get("cef"), root.value.get("cef_types")
        for key, value in cef.items() if isinstance(cef, dict) and isinstance(types, dict) else ():
            of_field = types.get(key)
            if isinstance(of_field, list) and any(kind in wanted for kind in of_field):
                found.append(copy.deepcopy(value))
    return found


def _options(container, scope, action_results, filter_artifacts, case_sensitive, delimiter):
    delimiter = delimiter if delimiter is None or isinstance(delimiter, str) else choices.DEFAULT_DELIMITER
    reading = Reading(scope, action_results, filter_artifacts, container)
    return conditions_.Options(reading, case_sensitive, delimiter)


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
    options = _options(container, scope, action_results, filter_artifacts, case_sensitive, delimiter)
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
    options = _options(container, scope, action_results, filter_artifacts, case_sensitive, delimiter)
    return conditions_.decision(run(), conditions, logical_operator, options)


@reads
def format(
    container=None,
    template=None,
    parameters=None,
    name=None,
    scope="new",
    separator=choices.DEFAULT_SEPARATOR,
    drop_none=False,
):
    if not isinstance(template, str):
        raise TypeError("template must be a text")
    text, items = templates.render(run(), template, parameters, Reading(scope, container=container), separator, drop_none)
    if name:
        run().formats[str(name)] = text
        run().formats[f"{name}__as_list"] = items
    return text


@reads
def get_format_data(name=None, as_list=False):
    formats = run().formats
    if not isinstance(name, str):
        return None
    found = formats.get(f"{name}__as_list") if as_list and f"{name}__as_list" in formats else formats.get(name)
    return list(found) if isinstance(found, list) else found


@acts
def save_run_data(value=None, key=None, auto=False):
    key = f"run_data_{len(run().run_data) + 1}" if key is None else key
    run().run_data[str(key)] = copy.deepcopy(value)
    return key


@reads
def get_run_data(key=None):
    return copy.deepcopy(run().run_data.get(str(key) if key is not None else None, choices.MISSING_RUN_DATA))


@acts
def save_block_result(key=None, value=None):
    return save_run_data.__wrapped__(value, key)


@reads
def get_filtered_data(name=None):
    """What a filter kept, by source."""
    kept = run().filters.get(str(name))
    if kept is None or not kept.matched:
        return {}
    named = {sources.key(base): [root.value for root in roots] for base, roots in kept.roots.items()}
    return copy.deepcopy(dict(sorted(named.items())))


@acts
def save_playbook_output_data(output=None):
    if not isinstance(output, dict):
        raise TypeError("the output must be a dict")
    run().outputs = copy.deepcopy(output)


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
