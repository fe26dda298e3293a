import phantom.rules as phantom


def on_start(container):
    look_up_url(container=container)
    phantom.debug(container_data)
    for url in urls:
        phantom.debug(ulr)


def look_up_urls(container=None):
    return
