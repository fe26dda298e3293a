import phantom.rules as phantom


def on_start(container):
    phantom.get_summary()
    phantom.requests.get("https://example.com")
