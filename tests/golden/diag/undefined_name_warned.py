import phantom.rules as phantom


def on_start(container):
    text = unicode(container)
    try:
        maybe
    except NameError:
        pass
    phantom.debug(text)
