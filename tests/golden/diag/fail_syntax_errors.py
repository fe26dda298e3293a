import phantom.rules as phantom


def on_start(container):
    x = = 1
    look_up(container=container
    return


def look_up(container=None):
    for item in [1, 2, 3]
        phantom.debug(item)
