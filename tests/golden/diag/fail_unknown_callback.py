import phantom.rules as phantom


def on_start(container):
    phantom.act("url reputation", parameters=[], assets=["phishtank"], callback=decision_1, name="url_reputation_1")
    phantom.act("whois ip", parameters=[], assets=["whois"], callback="decision_2", name="whois_ip_1")
    phantom.act("whois ip", parameters=[], assets=["whois"], callback=42, name="whois_ip_2")


def decision_2(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    return
