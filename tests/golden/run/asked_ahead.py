import phantom.rules as phantom


def on_start(container):
    """The ticket takes nothing from what follows it, nor does what follows it take anything from the ticket."""
    phantom.act("create ticket", parameters=[{"title": "addresses"}], assets=["tickets"], callback=locate, name="ticket")


def locate(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("locate() called")
    rows = phantom.collect2(container=container, datapath=["artifact:*.cef.sourceAddress"])
    phantom.act("geolocate ip", parameters=[{"ip": row[0]} for row in rows], assets=["maxmind"], callback=ask, name="locate")


def ask(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("{0} {1}".format(action["name"], "SUCCEEDED" if success else "FAILED"))
    rows = phantom.collect2(container=container, datapath=["locate:action_result.parameter.ip"], action_results=results)
    phantom.act("ip reputation", parameters=[{"ip": row[0]} for row in rows], assets=["virustotal"], callback=judge, name="ask")


def judge(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    """Takes what the answers say, and so waits for them."""
    rows = phantom.collect2(container=container, datapath=["ask:action_result.data.*.owner"], action_results=results)
    phantom.act("whois domain", parameters=[{"domain": row[0]} for row in rows], assets=["whois"], name="owners")
