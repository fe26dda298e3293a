# SPDX-License-Identifier: Apache-2.0
"""How the engine calls a block: by keyword, or by position for the oldest style."""

import inspect

KNOWN = (
    "action",
    "success",
    "container",
    "results",
    "handle",
    "filtered_artifacts",
    "filtered_results",
    "custom_function",
    "loop_state_json",
)
OLDEST = ("action", "success", "container", "results", "handle")


def call(function, arguments):
    parameters = list(inspect.signature(function).parameters.values())
    if any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters):
        return function(**arguments)
    named = [parameter.name for parameter in parameters if parameter.kind is parameter.POSITIONAL_OR_KEYWORD]
    if len(named) >= 3 and named[2] not in KNOWN:
        return function(*(arguments.get(name) for name in OLDEST[: len(named)]))
    return function(**{name: value for name, value in arguments.items() if name in named})
