import phantom.rules as phantom


def on_start(container):
    parameters = [
        {"url": "https://example.com"},
    phantom.act("url reputation", parameters=parameters)
