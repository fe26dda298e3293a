"""
Asks for everything that a world and an event can hold, so that nothing in them goes unread
"""

import phantom.rules as phantom
import json


def attempt(name, ask):
    """What it gives, or what it raises: calls of the Playbook API answer, they do not raise because a world is odd."""
    try:
        phantom.debug(name + ": " + json.dumps(ask(), default=str))
    except Exception as error:
        phantom.error(name + " raises " + type(error).__name__ + ": " + str(error))


def get(*parts, **params):
    answer = phantom.requests.get(phantom.build_phantom_rest_url(*parts), params=params, verify=False)
    return [answer.status_code, answer.json()]


def post(body, *parts):
    answer = phantom.requests.post(phantom.build_phantom_rest_url(*parts), json=body, verify=False)
    return [answer.status_code, answer.json()]


@phantom.playbook_block()
def on_start(container):
    attempt("container", lambda: container)
    attempt("artifacts", lambda: phantom.collect2(container=container, datapath=["artifact:*.cef.sourceAddress", "artifact:*.id", "artifact:*.tags", "artifact:*.name"]))
    attempt("types", lambda: phantom.collect_from_contains(container=container, action_results=None, contains=["ip"]))
    attempt("filter", lambda: phantom.condition(container=container, conditions=[["artifact:*.cef.sourceAddress", "in", "custom_list:blocked"]], name="filter_1:condition_1"))
    attempt("texts", lambda: phantom.format(container=container, template="%%\n{0} {1}\n%%", parameters=["container:name", "artifact:*.cef_types.sourceAddress"]))
    attempt("list", lambda: phantom.get_list(list_name="blocked", values=["8.8.8.8"]))
    attempt("add_list", lambda: phantom.add_list("blocked", ["9.9.9.9", "x"]))
    attempt("check_list", lambda: phantom.check_list(list_name="blocked", value="8.8.8.8"))
    attempt("vault_info", lambda: phantom.vault_info(vault_id="aa"))
    attempt("vault_all", lambda: phantom.vault_info())
    attempt("vault_delete", lambda: phantom.vault_delete(file_name="mail.eml"))
    attempt("vault_path", lambda: phantom.Vault.get_file_path("aa"))
    attempt("assets", lambda: phantom.get_assets(action="ip reputation"))
    attempt("apps", lambda: phantom.get_apps())
    attempt("user", lambda: phantom.get_effective_user())
    attempt("owner", lambda: phantom.set_owner(container=container, user="bob"))
    attempt("role", lambda: phantom.set_owner(container=container, role="Analyst"))
    attempt("other", lambda: phantom.get_container(50))
    attempt("events", lambda: phantom.find_events({"name": "other"}))
    attempt("merge", lambda: phantom.merge(case=container, container_id=50))
    attempt("made", lambda: phantom.create_container(name="made", label="events"))
    attempt("identified", lambda: phantom.add_artifact(container=container, raw_data={}, cef_data={"a": 1}, label="event", name="n", severity="low", identifier="sdi", artifact_type="network"))
    attempt("changed", lambda: phantom.update(container, {"name": "changed", "tags": ["t"]}))
    attempt("tags", lambda: [phantom.add_tags(container, ["u"]), phantom.get_tags(container)])
    attempt("workbook", lambda: phantom.add_workbook(container=container, workbook_id=1))
    attempt("tasks", lambda: phantom.get_tasks(container))
    attempt("phase", lambda: [phantom.set_phase(container=container, phase="Find"), phantom.get_phase()])
    attempt("raw", lambda: phantom.get_raw_data(container))
    attempt("info", lambda: phantom.get_playbook_info())
    for resource in ("container", "artifact", "ph_user", "role", "asset", "app", "indicator", "playbook", "scm", "cef_metadata", "workbook_template", "workbook_phase", "workbook_task", "container_attachment", "decided_list/blocked", "container_status"):
        attempt(resource, lambda: get(resource, page_size=0, sort="id", order="desc"))
        attempt(resource + " of a name", lambda: get(resource, _filter_name__icontains='"o"', _filter_id__gt=0, include_expensive=True))
    attempt("indicator 1", lambda: get("indicator", 1, _special_fields=True))
    attempt("indicator by value", lambda: get("indicator_by_value", indicator_value="8.8.8.8"))
    attempt("indicator of a hash", lambda: get("indicator", _filter_value__iexact='"8.8.8.8"', _special_contains=True))
    attempt("in common", lambda: get("indicator_common_container", indicator_ids="1"))
    attempt("artifacts of the other", lambda: get("container", 50, "artifacts", page_size=0))
    attempt("tagged", lambda: post({"tags": ["x"]}, "indicator", 1))
    attempt("task", lambda: post({"status": 1}, "workbook_task", 1))
    attempt("elsewhere", lambda: [phantom.requests.get("https://other.example/x").status_code, phantom.requests.get("https://other.example/x").text])
    attempt("elsewhere json", lambda: phantom.requests.get("https://other.example/y").json())
    phantom.act("ip reputation", parameters=[{"ip": "8.8.8.8", "context": {"artifact_id": 1}}, {"ip": "1.1.1.1"}], name="ip_reputation_1", assets=["virustotal"], callback=after_reputation)


@phantom.playbook_block()
def after_reputation(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    attempt("results", lambda: results)
    attempt("rows", lambda: phantom.collect2(container=container, datapath=["ip_reputation_1:action_result.data.*.score", "ip_reputation_1:action_result.summary.positives", "ip_reputation_1:action_result.status", "ip_reputation_1:asset_id"]))
    phantom.act("whois ip", parameters=[{"ip": "8.8.8.8"}], name="whois_ip_1", callback=prompt_1)


@phantom.playbook_block()
def prompt_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.prompt2(container=container, user="admin", message="Sure?", respond_in_mins=30, name="prompt_1", parameters=[], response_types=[{"prompt": "", "options": {"type": "message"}}], callback=after_prompt)


@phantom.playbook_block()
def after_prompt(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    attempt("answers", lambda: phantom.collect2(container=container, datapath=["prompt_1:action_result.summary.responses.0", "prompt_1:action_result.data.*.user", "prompt_1:action_result.status"]))


@phantom.playbook_block()
def on_finish(container, summary):
    attempt("summary", lambda: json.loads(summary)["status"])
