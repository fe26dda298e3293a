"""Custom functions on lists."""

import phantom.rules as phantom


def on_start(container):
    phantom.custom_function(custom_function="community/passthrough", name="pass", parameters=[{"input_1": ["a", None, {"k": [1]}], "input_2": 0, "input_10": [[2, 3]]}, {}])
    phantom.custom_function(custom_function="community/list_merge", name="merge", parameters=[{"input_1": ["a", "b", None], "input_3": "c", "input_2": ["b"]}, {"input_1": None}])
    phantom.custom_function(custom_function="community/list_deduplicate", name="once", parameters=[{"input_list": ["b", "a", "b", None, 1, "1", True, {"x": 1}, {"x": 1}, [1], [1]]}, {"input_list": "alone"}, {}])
    phantom.custom_function(custom_function="community/list_demux", name="demux", parameters=[{"input_list": [{"value": 1}, {"value": 2}, [3]]}, {"input_list": '["x", "y"]'}, {"input_list": "no list"}, {"input_list": None}])
    phantom.custom_function(custom_function="community/noop", name="nothing", parameters=[{}], callback=check)


def data(block):
    return phantom.collect2(datapath=f"{block}:custom_function_result.data")


def column(block, path):
    return phantom.collect2(datapath=f"{block}:custom_function_result.{path}")


def expect(found, expected):
    phantom.debug(found)
    if found != expected:
        raise AssertionError(f"expected {expected}")


def check(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    expect(column("pass", "data.*.item"), ["a", None, {"k": [1]}, 0, [2, 3], None])
    expect(column("pass", "data.*.input_name"), ["input_1", "input_1", "input_1", "input_2", "input_10", None])
    expect(column("merge", "data.item"), ["a", "b", "b", "c", None])
    expect(column("merge", "success"), [True, True])
    expect([[item["item"] for item in items] for items in data("once")], [["b", "a", None, 1, "1", True, {"x": 1}, [1]], ["alone"], []])
    expect(column("demux", "data.output")[:3], [{"value": 1}, {"value": 2}, [3]])
    expect(column("demux", "success"), [True, True, False, False])
    expect(column("demux", "message")[2], "input_list is neither a list nor the JSON text of one")
    expect(data("demux")[1], [{"output": "x"}, {"output": "y"}])
    expect(data("nothing"), [{}])
    expect(success, True)


def on_finish(container, summary):
    return
