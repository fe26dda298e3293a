# SPDX-License-Identifier: Apache-2.0
calls = []


def playbook_block():
    return lambda function: function


class phantom_like:
    pass


@playbook_block()
def first(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    calls.append(('first', success, container, sorted(kwargs)))
    second(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=[1], filtered_results=[])
    join_third(container=container)
    return


def second(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None):
    calls.append(('second', filtered_artifacts or filtered_results))
    join_third(container=container)


def join_third(container=None, handle=None, **kwargs):
    if 'join_third_called' in [name for name, *_ in calls]:
        return
    calls.append(('join_third_called',))
    third(container=container, handle=handle)


def third(container=None, third=None, **kwargs):
    calls.append(('third', third, container['id']))


first(container={'id': 7}, extra=1, success=True)
for call in calls:
    print(call)
