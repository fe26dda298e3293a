import phantom.rules as phantom


def on_start(container):
    url_1__result = phantom.get_run_data(key="url_1:result")
    if (urls := phantom.collect2(container=container, datapath=["artifact:*.cef.requestURL"])):
        phantom.debug(len(urls))
    phantom.debug([y for x in urls if (y := x[0])])
