"""The library requests in a playbook: the platform's REST, other hosts by the world, and nobody."""

import json

import requests
import urllib3

import phantom.rules as phantom


def attempt(name, action):
    try:
        phantom.debug("{}: {}".format(name, action()))
    except (requests.exceptions.RequestException, ValueError) as error:
        phantom.debug("{}: {}: {}".format(name, type(error).__name__, error))


def shown(answer):
    return [answer.status_code, answer.ok, answer.reason, answer.text, answer.url]


def on_start(container):
    urllib3.disable_warnings(urllib3.exceptions.InsecureRequestWarning)
    requests.packages.urllib3.disable_warnings()
    rest = phantom.get_rest_base_url()
    attempt("container", lambda: requests.get(rest + "container/1", verify=False).json()["name"])
    attempt("page", lambda: requests.get(rest + "artifact", params={"page_size": 1, "sort": "id", "order": "desc"}).json())
    attempt("none", lambda: shown(requests.get(rest + "container/9")))
    attempt("list", lambda: requests.post(rest + "decided_list/hosts", data=json.dumps({"append_rows": [["a", "b"]]})).json())
    attempt("list json", lambda: requests.post(rest + "decided_list/hosts", json={"append_rows": [["c"]]}, timeout=3).ok)
    attempt("form", lambda: shown(requests.post(rest + "decided_list/hosts", data={"append_rows": "x"})))
    attempt("rows", lambda: phantom.get_list("hosts"))
    attempt("known", lambda: shown(requests.get("https://host.example/a", headers={"k": "v"})))
    attempt("known query", lambda: requests.get("https://host.example/a", params={"q": "x y"}).json())
    attempt("other method", lambda: shown(requests.put("https://host.example/put", data="x")))
    attempt("raise", lambda: requests.get("https://host.example/broken").raise_for_status())
    attempt("no json", lambda: requests.get("https://host.example/broken").json())
    attempt("unknown", lambda: requests.get("https://nobody.example/x?y=1", timeout=(1, 2)))
    attempt("no scheme", lambda: requests.get("nobody.example"))
    with requests.Session() as session:
        attempt("session", lambda: session.get("https://host.example/a").text)
    attempt("kinds", lambda: [issubclass(requests.exceptions.ConnectionError, IOError), requests.exceptions.Timeout.__name__])


def on_finish(container, summary):
    phantom.debug(phantom.requests.get("https://nobody.example/x").status_code)
