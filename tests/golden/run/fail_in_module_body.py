import phantom.rules as phantom
import json

LIMIT = int("ten")


def on_start(container):
    phantom.debug(LIMIT)
