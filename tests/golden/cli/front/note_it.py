import phantom.rules as phantom


def on_start(container):
    phantom.add_note(container=container, note_type="general", title="seen", content=container["name"])


def on_finish(container, summary):
    return
