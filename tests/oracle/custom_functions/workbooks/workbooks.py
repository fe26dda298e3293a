"""Custom functions on workbooks."""

import phantom.rules as phantom


def on_start(container):
    phantom.custom_function(custom_function="community/workbook_list", name="list", parameters=[{}])
    parameters = [
        {"container": container["id"], "workbook": "Response", "check_for_existing_workbook": "true", "start_workbook": "true"},
        {"container": container["id"], "workbook": 4, "check_for_existing_workbook": True, "start_workbook": True},
        {"container": container["id"], "workbook": "Recovery", "check_for_existing_workbook": "true", "start_workbook": "true"},
        {"container": container["id"], "workbook": "Unheard of"},
        {"container": container["id"], "workbook": None},
        {"container": container["id"], "workbook": "Response", "start_workbook": "soon"},
    ]
    phantom.custom_function(custom_function="community/workbook_add", name="add", parameters=parameters)
    parameters = [
        {"task_name": "Investigate", "note_title": "Found", "note_content": "nothing", "status": "in_progress", "owner": "ann", "container": container["id"]},
        {"task_name": "Investigate", "status": "complete", "container": container["id"]},
        {"task_name": "Report", "note_title": "Done", "note_content": "all", "status": "complete", "owner": "Analysts"},
        {"task_name": "playbook", "status": "in progress", "owner": "current", "container": container},
        {"task_name": "Restore", "status": "complete", "container": container["id"]},
        {"task_name": "Nothing", "status": "complete"},
        {"task_name": "Investigate", "status": "half"},
        {"task_name": "Investigate", "owner": "nobody"},
    ]
    phantom.custom_function(custom_function="community/workbook_task_update", name="task", parameters=parameters, callback=check)


def column(block, path):
    return phantom.collect2(datapath=f"{block}:custom_function_result.{path}")


def expect(found, expected):
    phantom.debug(found)
    if found != expected:
        raise AssertionError(f"expected {expected}")


def check(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    expect(phantom.collect2(datapath=["list:custom_function_result.data.*.id", "list:custom_function_result.data.*.name", "list:custom_function_result.data.*.is_default"]), [[4, "Response", True], [5, "Recovery", None]])
    expect(column("add", "data")[:3], [{"workbook_id": 4, "current_phase_id": 1}, {"workbook_id": 4, "current_phase_id": 1}, {"workbook_id": 5, "current_phase_id": 3}])
    expect(column("add", "message")[3:], ["there is no workbook 'Unheard of'", "workbook is missing", "start_workbook must be true or false, not 'soon'"])
    expect(column("task", "data.note_id")[:4], [1, None, 2, None])
    expect(column("task", "success"), [True, True, True, True, False, False, False, False])
    expect(column("task", "message")[4:], ["task 'Restore' cannot be changed: the task needs a closing note", "there is no task 'Nothing' in container 7", "status must be incomplete, in_progress or complete, not 'half'", "owner 'nobody' is neither a user nor a role"])
    tasks = [entry["data"] for entry in phantom.get_tasks(container=container)]
    expect([[task["name"], task["status"], task["owner"], task["notes"]] for task in tasks], [["Investigate", 1, 3, [1]], ["Report", 1, 5, [2]], ["Automate", 2, 3, []], ["Restore", 2, None, []]])
    notes = [entry["data"] for entry in phantom.get_notes(container=container)]
    expect([[note["title"], note["content"], note["note_type"], note["task"]] for note in notes], [["Found", "nothing", "task", 1], ["Done", "all", "task", 2]])


def on_finish(container, summary):
    return
