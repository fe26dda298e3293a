"""Looks up every address and domain of the event, one indicator a parameter, and says how many answers there were."""

import phantom.rules as phantom


def on_start(container):
    addresses = phantom.collect2(container=container, datapath=["artifact:*.cef.sourceAddress"])
    parameters = [{"ip": row[0]} for row in addresses if row[0]]
    if not parameters:
        return
    phantom.act("lookup ip", parameters=parameters, assets=["abuseipdb"], callback=answered, name="lookups")


def answered(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None,
             filtered_results=None, custom_function=None, **kwargs):
    rows = phantom.collect2(container=container, datapath=["lookups:action_result.status", "lookups:action_result.message"],
                            action_results=results)
    found = [row for row in rows if row[0] == "success"]
    phantom.debug("answers: " + str(len(found)) + " of " + str(len(rows)))
    for row in rows:
        if row[0] != "success":
            phantom.debug("no answer: " + str(row[1]))


def on_finish(container, summary):
    return
