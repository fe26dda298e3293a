import phantom.rules as phantom


def on_start(container):
    verb = "block"
    for kind in ["ip", "domain"]:
        phantom.act(verb + " " + kind, parameters=[], assets=["firewall"], name="block_" + kind)
    phantom.act(verb, parameters=[], assets=["firewall"], name="block_all")
