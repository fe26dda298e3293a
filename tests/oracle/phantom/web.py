# SPDX-License-Identifier: Apache-2.0
"""The library requests as a playbook's code sees it: REST of the platform, other hosts by the world's `http` entries.

Only what one answer tells; what nobody answers is a ConnectionError. `urllib3` is what switches its warnings off.
"""

import types
import urllib.parse

from . import rest


def _error(name, *bases):
    return type(name, bases, {"__module__": "requests.exceptions", "response": None, "request": None})


RequestException = _error("RequestException", OSError)
InvalidJSONError = _error("InvalidJSONError", RequestException)
JSONDecodeError = _error("JSONDecodeError", InvalidJSONError, ValueError)
ConnectionError = _error("ConnectionError", RequestException)
Timeout = _error("Timeout", RequestException)
ERRORS = [
    RequestException,
    InvalidJSONError,
    JSONDecodeError,
    ConnectionError,
    Timeout,
    rest.HTTPError,
    _error("ProxyError", ConnectionError),
    _error("SSLError", ConnectionError),
    _error("ConnectTimeout", ConnectionError, Timeout),
    _error("ReadTimeout", Timeout),
    _error("TooManyRedirects", RequestException),
    _error("MissingSchema", RequestException, ValueError),
    _error("InvalidSchema", RequestException, ValueError),
    _error("InvalidURL", RequestException, ValueError),
]
rest.HTTPError.__bases__ = (RequestException,)


def _module(name, **values):
    made = types.ModuleType(name)
    vars(made).update(values)
    return made


exceptions = _module("requests.exceptions", **{error.__name__: error for error in ERRORS})


class Response(rest.Response):
    def json(self):
        try:
            return super().json()
        except ValueError as error:
            raise JSONDecodeError(*error.args) from None


def _prepared(url, params):
    url = str(url).lstrip()
    parts = urllib.parse.urlsplit(url)
    if not parts.scheme:
        text = f"Invalid URL {url!r}: No scheme supplied. Perhaps you meant https://{url}?"
        raise exceptions.MissingSchema(text)
    if parts.scheme.lower() not in ("http", "https"):
        raise exceptions.InvalidSchema(f"No connection adapters were found for {url!r}")
    if not parts.netloc:
        raise exceptions.InvalidURL(f"Invalid URL {url!r}: No host supplied")
    if isinstance(params, dict):
        params = {name: value for name, value in params.items() if value is not None}
    query = params if isinstance(params, str) else urllib.parse.urlencode(params or {}, doseq=True)
    query = "&".join(part for part in (parts.query, query) if part)
    path = urllib.parse.quote(parts.path or "/", safe="!#$%&'()*+,/:;=?@[]~")
    return urllib.parse.urlunsplit((parts.scheme.lower(), parts.netloc, path, query, parts.fragment))


def _body(data, json):
    if data:
        return data if isinstance(data, (str, bytes)) else urllib.parse.urlencode(data, doseq=True)
    return rest.json.dumps(json, allow_nan=False) if json is not None else ""


def request(method, url, params=None, data=None, json=None, **_):
    method, url = method.upper(), _prepared(url, params)
    answer = rest.answer(method, url, {}, _body(data, json))
    if answer is None:
        raise ConnectionError(f"no answer in the world for {method} {url}")
    return Response(*answer)


def _by_method(name, *positional):
    def call(url, *args, **kwargs):
        return request(name, url, **dict(zip(positional, args)), **kwargs)

    call.__name__ = name
    return call


CALLS = {
    "request": request,
    "get": _by_method("get", "params"),
    "post": _by_method("post", "data", "json"),
    "put": _by_method("put", "data"),
    "patch": _by_method("patch", "data"),
    **{name: _by_method(name) for name in ("delete", "head", "options")},
}


class Session:
    def __init__(self):
        self.headers, self.params, self.auth, self.verify, self.cookies = {}, {}, None, True, {}

    def request(self, method, url, params=None, **kwargs):
        return request(method, url, params={**self.params, **(params or {})}, **kwargs)

    def __getattr__(self, name):
        if name not in CALLS:
            raise AttributeError(f"'Session' object has no attribute {name!r}")
        positional = {"get": ["params"], "post": ["data", "json"], "put": ["data"], "patch": ["data"]}.get(name, [])
        return lambda url, *args, **kwargs: self.request(name, url, **dict(zip(positional, args)), **kwargs)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None

    def close(self):
        return None

    def mount(self, prefix, adapter):
        return None


class HTTPBasicAuth:
    def __init__(self, username, password):
        self.username, self.password = username, password


_WARNING = type("InsecureRequestWarning", (Warning,), {"__module__": "urllib3.exceptions"})
urllib3 = _module(
    "urllib3",
    disable_warnings=lambda category=None: None,
    exceptions=_module("urllib3.exceptions", InsecureRequestWarning=_WARNING),
)
auth = _module("requests.auth", HTTPBasicAuth=HTTPBasicAuth)
requests = _module(
    "requests",
    **CALLS,
    **{name: getattr(exceptions, name) for name in ("RequestException", "HTTPError", "ConnectionError", "Timeout")},
    Response=Response,
    Session=Session,
    session=Session,
    exceptions=exceptions,
    auth=auth,
    packages=_module("requests.packages", urllib3=urllib3),
    codes=types.SimpleNamespace(ok=200, created=201, bad_request=400, unauthorized=401, forbidden=403, not_found=404),
)
MODULES = {
    "requests": requests,
    "requests.exceptions": exceptions,
    "requests.auth": auth,
    "urllib3": urllib3,
    "urllib3.exceptions": urllib3.exceptions,
}
