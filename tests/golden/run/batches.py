import phantom.rules as phantom


def on_start(container):
    look("sources", "sourceAddress", "greynoise")
    look("targets", "destinationAddress", "greynoise")
    look("others", "destinationAddress", "virustotal")


def look(name, field, asset):
    rows = phantom.collect2(datapath=["artifact:*.cef." + field])
    parameters = [{"ip": row[0]} for row in rows if row[0]]
    if asset == "greynoise":
        phantom.act("ip reputation", parameters=parameters, assets=["greynoise"], callback=show, name=name)
    else:
        phantom.act("ip reputation", parameters=parameters, assets=["virustotal"], callback=show, name=name)


def show(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug([[result["parameter"]["ip"], result["status"]] for result in results[0]["action_results"]])
