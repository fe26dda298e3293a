import phantom.rules as phantom


def comment(text, container=container):
    phantom.comment(container=container, comment=text)


def on_start(container):
    comment("started")
