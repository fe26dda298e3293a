# SPDX-License-Identifier: Apache-2.0
"""What api_surface.py calls the Playbook API with: usual and odd arguments, as source text, and the world that they speak of."""

ODD = ["None", "''", "0", "-1", "True", "2.5", "[]", "{}", "'Ünï ✓'", "'x' * 300", "[None]", "(1, 'a')", "{'id': 1}", "b'raw'", "10**30"]

CONTAINER = ["None", "container", "1", "'1'", "{'id': 1}", "{'id': 7}", "7", "'7'", "99", "'abc'", "{}", "''", "[]", "2"]
TEXT = ["'one'", "'Two words'", "'%%'", "'{0}'", "'Ünï ✓'", "''", "'a,b'"]
LIST = ["'blocked'", "'Two words'", "'ragged'", "'empty'", "'nope'", "'made'"]
CELLS = ["'8.8.8.8'", "'bad'", "['8.8.8.8', 'new']", "['1', 2, None]", "'10'", "10", "[]", "None", "[['a', 'b'], ['c']]", "('t', 1.5)"]
COLUMN = ["None", "-1", "0", "1", "5", "'0'", "True"]
FLAG = ["True", "False", "None", "1", "''"]
USERS = ["'admin'", "1", "2", "'nobody'", "'2'"]
PATHS = [
    "'artifact:*.cef.sourceAddress'",
    "['artifact:*.cef.sourceAddress', 'artifact:*.id']",
    "['artifact:*.cef.nested.*.k', 'artifact:*.name']",
    "['geo:action_result.data.*.c', 'geo:action_result.parameter.ip', 'geo:action_result.parameter.context.artifact_id']",
    "['geo:action_result.data.*.n.*.k', 'geo:action_result.data.*.c']",
    "['geo:action_result.data', 'geo:action_result.message']",
    "['geo:action_result.data.0.c']",
    "['geo:status', 'geo:summary.total_objects']",
    "['geo:app', 'geo:action_result.status']",
    "'geo:action_results'",
    "['geo:artifact:*.id', 'geo:artifact:*.name']",
    "'container:name'",
    "['container:id', 'container:url']",
    "'custom_list:blocked'",
    "'custom_list:nope'",
    "'playbook_input:url'",
    "'playbook_input:one'",
    "'playbook_input:empty'",
    "['playbook_input:missing', 'playbook_input:rows.k']",
    "'text:formatted_data'",
    "['text:formatted_data.*']",
    "'code:custom_function:out'",
    "['code:custom_function:rows.k', 'code:custom_function:rows.l']",
    "'filtered-data:keep:condition_1:artifact:*.cef.sourceAddress'",
    "['filtered-data:keep:condition_1:geo:action_result.data.*.c', 'filtered-data:keep:condition_1:geo:action_result.parameter.ip']",
    "'filtered-artifact:*.id'",
    "'nobody:action_result.data'",
    "'nobody:formatted_data'",
    "'nobody:playbook_output:x'",
    "['artifact:*.cef.a.b', 'artifact:*.tags', 'artifact:*.data']",
    "'action_result.parameter.ip'",
    "['artifact:*.id', 'geo:action_result.status']",
    "['artifact:*.cef.nested.*.k', 'artifact:*.cef.other.*.k']",
]
RESULTS = ["None", "results", "[]", "phantom.get_action_results(flatten=False)", "phantom.get_action_results()", "[{}]"]
PATH = [p for p in PATHS if p.startswith("'")]
OPERAND = [
    *PATH, "''", "None", "'US'", "0", "1", "'1'", "'01'", "True", "'true'", "[]", "['US', 'FR']", "'10.0.0.0/8'", "'US, FR'", "2.5",
    "{'k': 1}",
]
OPERATOR = ["'=='", "'!='", "'<'", "'<='", "'>'", "'>='", "'in'", "'not in'"]

# By parameter of an API, or of any API.
POOLS = {
    "container": CONTAINER,
    "case": CONTAINER,
    "run_automation": FLAG,
    "asset": ["None", "'pan'"],
    "container_type": ["'default'", "'case'"],
    "container_id": ["None", "1", "7", "'7'", "99", "container", "{'id': 7}", "'abc'"],
    "list_name": LIST,
    "list": LIST,
    "values": CELLS,
    "value": CELLS,
    "column": COLUMN,
    "column_index": COLUMN,
    "trace": FLAG,
    "severity": ["'High'", "'low'", "'own'", "'MEDIUM'"],
    "status": ["'Open'", "'closed'", "'mine'", "'NEW'"],
    "sensitivity": ["'RED'", "'amber'", "'blue'"],
    "label": TEXT,
    "name": TEXT,
    "title": TEXT,
    "content": TEXT,
    "comment": TEXT,
    "message": TEXT,
    "user": USERS,
    "role": ["None", "None", "'Responder'", "1", "'none'"],
    "due_time": ["'2024-02-01T00:00:00Z'", "None"],
    "update_dict": ["{'name': 'renamed'}", "{'tags': ['x']}", "{'severity': 'HIGH', 'own': [1]}", "None", "{}", "[('a', 1)]"],
    "template": [
        "'{0} {1}'", "'%%\\n- {0}\\n%%'", "'a {0}\\n%%\\n{0}:{1}\\n%%\\nb'", "'{{}}'", "'{5}'", "'{}{}'", "'{{ name.field }}'",
        "'{{ a.0 }} {{b}}'", "'plain'", "'{% if %}'", "'{{ x | upper }}'", "'{0'", "'%%{1}%%'",
    ],
    "context": ["{'name': {'field': 'f'}}", "{'a': ['first'], 'b': None}", "None", "{}"],
    "parameters": [
        "['artifact:*.cef.sourceAddress']", "['artifact:*.cef.sourceAddress', 'geo:action_result.parameter.ip']",
        "['playbook_input:url', 'literal']", "[]", "None", "['', None]", "[1, [2]]",
    ],
    "separator": ["', '", "None", "''", "'\\n'"],
    "drop_none": FLAG,
    "scope": ["'all'", "'new'", "[1]", "[2, 99]", "None", "[]"],
    "datapath": PATHS,
    "action_results": RESULTS,
    "results": RESULTS,
    "filter_artifacts": ["None", "[1]", "[]", "[2, 3, 99]"],
    "limit": ["1", "0", "2", "100", "None"],
    "none_if_first": FLAG,
    "contains": ["['ip']", "['hash', 'url']", "[]", "None", "'ip'"],
    "conditions": [],  # made below
    "logical_operator": ["'and'", "'or'", "'AND'", "'Or'"],
    "case_sensitive": FLAG,
    "delimiter": ["','", "None", "';'"],
    "conditions_dps": ["None"],
    "as_list": FLAG,
    "key": ["'k'", "'k2'", "'code:out'", "'k*'", "'never'", "None"],
    "auto": FLAG,
    "output": ["{'a': [1]}", "{}", "{'b': 'x', 'c': None}"],
    "dedup": FLAG,
    "identifier": ["None", "'sdi-1'", "'sdi-new'", "''"],
    "cef_data": ["{'sourceAddress': '9.9.9.9'}", "{}", "None", "{'destinationAddress': '1.1.1.1', 'n': [1]}"],
    "raw_data": ["None", "{}", "{'r': 1}"],
    "field_mapping": ["None", "{'sourceAddress': ['ip']}"],
    "artifact_type": ["None", "'network'"],
    "artifact_id": ["1", "2", "'2'", "99", "None"],
    "tags": ["['x', 'y']", "'solo'", "['x', 'x']", "None", "[]"],
    "tag": ["'x'", "'t1'"],
    "pin_id": ["1", "2", "'1'", "99"],
    "pin_type": ["'card'", "'card_large'"],
    "pin_style": ["'red'", "''"],
    "note_type": ["'general'", "'task'", "None"],
    "note_format": ["'html'", "'markdown'"],
    "task_id": ["None", "1", "99"],
    "phase_id": ["None", "1"],
    "author": ["None", "'admin'", "1"],
    "workbook_id": ["1", "2", "'1'", "99", "'x'"],
    "phase": ["1", "'Triage'", "'Respond'", "99", "'1'"],
    "vault_id": ["'" + "a" * 40 + "'", "'b1'", "None", "'none'"],
    "file_name": ["'mail.eml'", "'x.bin'", "None", "'none'"],
    "file_location": ["'note.txt'", "'/tmp/none'", "None", "''"],
    "metadata": ["None", "{}", "{'contains': ['text']}"],
    "remove_all": FLAG,
    "remove_row": FLAG,
    "empty_list": FLAG,
    "substring": FLAG,
    "ip": ["'8.8.8.8'", "'::1'", "'1.2.3'", "'01.2.3.4'", "'1.2.3.4 '", "'1.2.3.4/8'", "'fe80::1%eth0'", "3232235777"],
    "net": [
        "'10.0.0.0/8'", "'10.1.2.3/8'", "'::/0'", "'1.2.3.4'", "'10.0.0.0/33'", "'10.0.0.0/255.0.0.0'", "'10.0.0.0/0.0.0.255'", "'x/8'",
    ],
    "parts": ["'container'", "12", "'/a/'", "'a b'", "'ü'", "''", "None"],
    "playbook_name": ["None", "'p'", "'q'"],
    "auto_delete": FLAG,
    "clear_data": FLAG,
    "action": ["'geolocate ip'", "'GEOLOCATE ip'", "'list vms'", "'none'"],
    "action_id": ["1", "2", "99", "'1'"],
    "types": ["None", "'firewall'", "['firewall', 'edr']"],
    "app_id": ["None", "1", "'1'", "99"],
    "action_run_id": ["None", "1", "2", "99", "'1'"],
    "app_run_id": ["None", "1", "2", "0"],
    "app": ["None", "'MaxMind'", "'nope'"],
    "action_name": ["None", "'geo'", "'vms'"],
    "playbook_run_id": ["None", "1", "'1'", "99"],
    "result_data": FLAG,
    "flatten": FLAG,
    "max_results": ["None", "0", "1", "100"],
    "action_names": ["['geo']", "['geo', 'vms']", "[]", "None", "['never']", "'geo'"],
    "playbook_names": ["None", "[]", "['never']"],
    "custom_function_names": ["None", "[]", "['never']"],
    "handle": ["None", "{'h': 1}", "'text'"],
    "conditions_of_events": ["{'status': 'new'}", "{'name': 'other'}", "{}", "None", "{'nope': None}", "{'id': 7}"],
    "data": ["'1'", "5", "None", "['a']"],
    "item_name": ["'text'", "'text__as_list'", "'nope'", "'keep:condition_1'", "None"],
    # What starts something.
    "act_parameters": [
        "[{'ip': '10.1.2.3'}]", "[{'ip': '1.1.1.1', 'context': {'artifact_id': 2}}, {'ip': None, 'ph': 1}]", "[]", "None", "{'ip': '8.8.8.8'}",
        "[{'ip': ['a', {'b': 1}]}, {'n': 2.5}]", "[{'context': None}]",
    ],
    "act_app": ["None", "{'name': 'PAN'}", "{}", "'MaxMind'"],
    "block": ["'ask'", "'silent'", "'block one'", "None"],
    "action_limit": ["None", "100", "1000"],
    "assets": ["['maxmind']", "['pan', 'unlisted']", "'vmw'", "[]", "None", "['maxmind', 'maxmind']", "phantom.get_assets()"],
    "callback": ["None", "ended", "ended", "old_style"],
    "reviewer": ["None", "'admin'"],
    "start_time": ["None", "None", "datetime.now() + timedelta(seconds=3)", "datetime(2020, 1, 1)"],
    "asset_type": ["None", "'x'"],
    "parent_action": ["None", "{'name': 'x'}"],
    "loop_state": [
        "None", "'{}'", "json.dumps({'current_iteration': 2, 'delay_time': 5})", "json.dumps({'current_iteration': 1, 'delay_time': 5})",
    ],
    "respond_in_mins": ["None", "1", "30", "0", "'2'"],
    "response_types": ["None", "[]"],
    "options": ["None", "{}"],
    "custom_function": ["'local/none'", "'community/passthrough'", "'community/noop'", "'x'"],
    "playbook": ["'local/none'", "'none'"],
    "inputs": ["None", "{}", "{'a': [1]}"],
    "show_debug": FLAG,
    "state": ["None", "{}", "'{}'", "{'current_iteration': 3, 'max_iterations': 3}", "'{\"max_iterations\": 2, \"max_ttl\": 5}'"],
    "pin_name": ["None", "'label'"],
}
FUNCTION_POOLS = {
    ("act", "parameters"): "act_parameters",
    ("act", "app"): "act_app",
    ("act", "name"): "block",
    ("custom_function", "parameters"): "act_parameters",
    ("custom_function", "name"): "block",
    ("playbook", "name"): "block",
    ("prompt", "name"): "block",
    ("prompt2", "name"): "block",
    ("set_action_limit", "limit"): "action_limit",
    ("find_events", "conditions"): "conditions_of_events",
    ("get_format_data", "name"): "item_name",
    ("get_filtered_data", "name"): "item_name",
    ("get_custom_function_results", "name"): "item_name",
    ("pin", "name"): "pin_name",
    ("update_pin", "name"): "pin_name",
}

WORLD = {
    "now": "2024-03-01T12:00:00Z",
    "lists": {
        "blocked": [["8.8.8.8", "bad"], ["9.9.9.9", "x"], ["10", "8.8.8.8"]], "Two words": [["a"], ["B"]],
        "ragged": [["1", "2", "3"], [], ["bad"]], "empty": [],
    },
    "assets": [
        {"name": "maxmind", "app": "MaxMind", "type": "geo", "tags": ["g"]},
        {"name": "pan", "app": "PAN", "type": "firewall", "configuration": {"host": "h"}, "id": 12, "app_id": 4},
        {"name": "vmw", "app": "vSphere"},
    ],
    "apps": [{"id": 1, "name": "MaxMind", "product_vendor": "MaxMind"}, {"id": 30, "name": "Alone"}],
    "users": [{"id": 2, "username": "admin", "type": "normal"}, {"id": 3, "username": "bot", "type": "automation"}],
    "roles": [{"id": 1, "name": "Responder"}],
    "scm": [{"id": 1, "name": "local"}, {"id": 2, "name": "community"}],
    "containers": [
        {
            "id": 7, "name": "other", "status": "new", "label": "events", "severity": "high", "tags": ["o"],
            "artifacts": [{"id": 70, "name": "far", "cef": {"sourceAddress": "8.8.8.8"}, "cef_types": {"sourceAddress": ["ip", "ipv4"]}}],
            "notes": [{"id": 5, "title": "far note"}],
        },
        {"id": 9, "name": "bare", "status": "open"},
    ],
    "workbooks": [
        {
            "id": 1, "name": "Book", "description": "d",
            "phases": [
                {"name": "Triage", "tasks": [{"name": "look", "owner": "admin"}, {"name": "note", "is_note_required": True}]},
                {"name": "Respond", "tasks": []},
            ],
        },
        {"name": "Second", "phases": [{"name": "Only", "tasks": [{"name": "t", "suggestions": {"playbooks": [], "actions": ["a"]}}]}]},
    ],
    "vault": [
        {"id": 4, "vault_id": "a" * 40, "name": "mail.eml", "path": "/vault/a", "size": 3},
        {"vault_id": "b1", "name": "x.bin", "container_id": 7},
    ],
    "indicators": [{"id": 11, "value": "8.8.8.8", "tags": ["seen"]}, {"value": "evil.example"}, {"value": 5, "tags": ["n", "m"]}],
    "playbooks": [{"id": 21, "name": "known", "category": "c", "tags": ["t"], "active": True}, {"name": "second"}],
    "cef_metadata": [{"name": "requestURL", "data_types": ["url"]}],
    "prompts": {"ask": {"responses": ["Yes", 5], "user": "bot", "latency_ms": 7}, "silent": {"timeout": True}},
    "http": [
        {"url": "https://feed.example/a", "json": {"a": 1}},
        {"url": "https://feed.example/b", "method": "post", "status": 503, "text": "down"},
    ],
    "actions": [
        {
            "action": "geolocate ip", "asset": "maxmind", "parameter": {"ip": "10.1.2.3"},
            "result": {
                "data": [{"c": "US", "n": [{"k": 1}, {"k": 2}]}, {"c": "FR", "n": []}], "summary": {"country": "US"}, "message": "ok",
            },
            "latency_ms": 5,
        },
        {"action": "geolocate ip", "asset": "*", "result": {"status": "failed", "message": "unknown", "data": []}},
        {"action": "list vms", "result": {"data": [{"ip": "10.1.2.3", "vmx": "a"}, {"ip": "5.5.5.5", "vmx": "b"}]}},
    ],
}
EVENT = {
    "name": "The case",
    "source_data_identifier": "src-1",
    "data": {"raw": [1, {"x": None}]},
    "tags": ["t1"],
    "description": "Ünï",
    "artifacts": [
        {
            "name": "first",
            "cef": {
                "sourceAddress": "10.1.2.3", "fileHash": "h1", "nested": [{"k": 1}, {"k": None}], "other": [{"k": "o"}], "a.b": "dotted",
            },
            "cef_types": {"sourceAddress": ["ip"], "fileHash": ["hash", "md5"]}, "tags": ["x"], "source_data_identifier": "sdi-1",
        },
        {
            "name": "second", "cef": {"sourceAddress": "8.8.8.8", "nested": [], "a": {"b": "inner"}},
            "cef_types": {"sourceAddress": ["ip"]},
        },
        {"name": "third", "cef": {"destinationAddress": "1.1.1.1", "src": "not an address", "number": 5}},
    ],
}
INPUTS = {"url": ["u1", "u2"], "one": "x", "empty": [], "rows": [{"k": 1}, {"k": 2}]}


def conditions(random):
    """A list of comparisons; now and then with what is none."""
    count = random.choice((1, 1, 1, 2, 3))
    rows = [f"[{random.choice(OPERAND)}, {random.choice(OPERATOR)}, {random.choice(OPERAND)}]" for _ in range(count)]
    return f"[{', '.join(rows)}]"


def value(random, function, parameter, odd):
    """The source text of an argument; an odd one as often as `odd` says."""
    # pbc refuses a callback that it sees to be no function.
    if random.random() < odd and parameter != "callback":
        return random.choice(ODD)
    if parameter == "conditions" and function in ("condition", "decision"):
        return conditions(random)
    pool = POOLS[FUNCTION_POOLS.get((function, parameter), parameter)]
    return random.choice(pool)
