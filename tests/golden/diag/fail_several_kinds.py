import phantom.rules as phantom


def on_start(container):
    phantom.debgu("started")
    phantom.act(
        "whois domain",
        parameters=[{"domain": "example.com"}],
        assets=["whois"],
        callback=desicion_1,
        name="whois_domain_1",
    )


def decision_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    verdicts = phantom.collect2(container=container, datapath=["whois_domain_2:action_result.status"])
    if verdict:
        phantom.set_severity(container=container, severity="high")
