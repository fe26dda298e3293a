import phantom.rules as phantom


def on_start(container):
    address = phantom.build_phantom_rest_url("container", container["id"], "artifacts")
    phantom.debug(len(phantom.requests.get(address).json()["data"]))


def on_finish(container, summary):
    return
