# SPDX-License-Identifier: Apache-2.0
"""What a service of the stand-in is made of: requests, answers, and the class that each service derives from.

    class Example(Service, name="example"):
        quotas = "60/minute"                              # the public limits, for --quotas default

        @route("GET /api/hosts/{host}", about="host")     # counted for each host
        def host(self, request):
            return json_answer({"host": request.arguments["host"]})

Deriving registers the service; it is then reached at /example/api/hosts/... (services.py imports the modules).
"""

import base64
import hashlib
import json
import re
from urllib.parse import parse_qs, unquote

REGISTRY = {}  # {name: class}

# What a test gives as a key that must be refused.
WRONG = "wrong"


class BadRequest(Exception):
    """A request that a handler cannot make sense of; the service says so in its own shape."""


class Answer:
    __slots__ = ("status", "body", "headers", "content_type")

    def __init__(self, status=200, body=b"", headers=None, content_type="application/json"):
        self.status = status
        self.body = body.encode() if isinstance(body, str) else body
        self.headers = headers or {}
        self.content_type = content_type


def json_answer(value, status=200, headers=None):
    return Answer(status, json.dumps(value, ensure_ascii=False), headers)


def text_answer(text, status=200, headers=None):
    return Answer(status, text, headers, "text/plain; charset=utf-8")


class Request:
    """`path` is as sent, without the service's prefix; `time` when the head had been read, in seconds since 1970."""

    __slots__ = ("method", "target", "version", "headers", "body", "time", "path", "query_text", "service", "route", "arguments")
    __slots__ += ("indicators", "refusal", "taken", "_query", "_form", "_json")

    def __init__(self, method, target, version, headers):
        self.method = method
        self.target = target
        self.version = version
        self.headers = headers
        self.body = b""
        self.time = 0.0
        self.path, _, self.query_text = target.partition("?")
        self.service = self.route = self.refusal = None
        self.arguments = {}
        self.indicators = ()
        self.taken = ()
        self._query = self._form = self._json = None

    def all_of(self, name):
        if self._query is None:
            self._query = parse_qs(self.query_text, keep_blank_values=True)
        return self._query.get(name, [])

    def query(self, name, default=""):
        return next(iter(self.all_of(name)), default)

    def form(self, name, default=""):
        """A field of the body, be it a form, of several parts, or JSON."""
        if self._form is None:
            kind = self.headers.get("content-type", "")
            if kind.startswith("multipart/"):
                self._form = {part.name: part.content.decode("utf-8", "replace") for part in self.parts()}
            elif kind.startswith("application/json"):
                value = self.json()
                self._form = {key: str(field) for key, field in value.items()} if isinstance(value, dict) else {}
            else:
                fields = parse_qs(self.body.decode("utf-8", "replace"), keep_blank_values=True)
                self._form = {key: values[0] for key, values in fields.items()}
        return self._form.get(name, default)

    def json(self):
        if self._json is None:
            try:
                self._json = json.loads(self.body)
            except (ValueError, RecursionError) as error:
                raise BadRequest("the body is not JSON") from error
        return self._json

    def object(self):
        value = self.json()
        if not isinstance(value, dict):
            raise BadRequest("the body is not a JSON object")
        return value

    def parts(self):
        """The parts of a multipart/form-data body."""
        found = re.search(r'boundary="?([^";]+)', self.headers.get("content-type", ""))
        if not found:
            raise BadRequest("no boundary")
        first, *pieces, last = (b"\r\n" + self.body).split(b"\r\n--" + found[1].encode("latin-1")) + [b""]
        while pieces and not last:
            last = pieces.pop()
        if first or last.rstrip(b"\r\n") != b"--":
            raise BadRequest("the parts do not end")
        return [Part(piece) for piece in pieces]

    def files(self, field):
        """Those of a field of a multipart/form-data body, as `attached` has them."""
        return [attached(part.file_name, part.type, part.content) for part in self.parts() if part.name == field]

    def credentials(self):
        """What an Authorization header holds: the token, or "user:password"; "" where there is none."""
        scheme, _, value = self.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "basic":
            try:
                return base64.b64decode(value.strip(), validate=True).decode("utf-8", "replace")
            except ValueError:
                return ""
        return value.strip()


class Part:
    """Its head has to be as RFC 7578 has it: no other headers, names between quotes, which they do not leave."""

    HEAD = re.compile(
        rb'\r\nContent-Disposition: form-data; name="([^"\r\n]*)"(?:; filename="([^"\r\n]*)")?(?:\r\nContent-Type: ([^\s;]+/[^\s;]+))?',
        re.IGNORECASE,
    )

    def __init__(self, piece):
        head, _, self.content = piece.partition(b"\r\n\r\n")
        found = self.HEAD.fullmatch(head)
        if not found:
            raise BadRequest(f"the head of a part is malformed: {head!r}")
        self.name, self.file_name, self.type = (unquoted(text) for text in found.groups(b""))


def unquoted(text):
    return re.sub(r"%(22|0D|0A|[01][0-9A-F]|7F)", lambda found: chr(int(found[1], 16)), text.decode("utf-8"))


def attached(name, kind, content):
    """What is kept of a file that somebody has sent."""
    return {"name": name, "type": kind, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def whole(value, default):
    """A number of a query or a body, `default` where it is missing."""
    if value in (None, ""):
        return default
    if not re.fullmatch(r"\d{1,9}", str(value)):
        raise BadRequest(f"{value!r} is no whole number")
    return int(value)


def is_wrong(credentials):
    """Of Basic credentials, the user's name or the password."""
    return WRONG in credentials.split(":")


class Route:
    """`label` is how counts call the end point; a {name} in its path is one segment, {name...} is all of the rest."""

    def __init__(self, label, handler, about, effect, metered):
        self.label = label
        self.handler = handler
        self.action = handler.__name__
        self.about = about
        self.effect = effect
        self.metered = metered
        self.method, _, path = label.partition(" ")
        self.is_exact = "{" not in path
        self.is_open = path.endswith("...}")
        self.path = path
        pieces = re.split(r"\{(\w+)(\.\.\.)?\}", path)
        pattern = re.escape(pieces[0])
        for name, rest, literal in zip(pieces[1::3], pieces[2::3], pieces[3::3]):
            pattern += f"(?P<{name}>{'.+' if rest else '[^/]+?'})" + re.escape(literal)
        self.pattern = re.compile(pattern)


def route(*labels, about=None, effect=False, metered=True):
    """`about` says which indicators a request is about: the name of an argument of the path or the query, or a function of the request.
    `effect`: it changes something, and is kept with its body. What is not `metered` does not use up quotas."""

    def decorate(handler):
        handler.routes = [Route(label, handler, about, effect, metered) for label in labels]
        return handler

    return decorate


class Service:
    name = ""
    quotas = ""  # the public limits, as --quota takes them
    charges_success_only = False  # only answers with 200 use up quotas
    needs_key = True

    def __init_subclass__(cls, name=""):
        """Without a name: what several services share."""
        if name:
            cls.name = name
            REGISTRY[name] = cls

    def __init__(self, world):
        self.world = world
        self.exact = {(each.method, each.path): each for each in self.routes() if each.is_exact}
        self.patterns = [each for each in self.routes() if not each.is_exact]
        self.reset()

    @classmethod
    def routes(cls):
        return [each for attribute in vars(cls).values() for each in getattr(attribute, "routes", ())]

    def reset(self):
        """Forget what callers have left here."""

    def routed(self, method, path):
        """(route, arguments), or (None, methods that the path has). A trailing slash makes no difference; HEAD goes where GET goes."""
        whole, path = path, path.rstrip("/") or "/"
        method = "GET" if method == "HEAD" else method
        found = self.exact.get((method, path)) or self.exact.get(("*", path))
        if found:
            return found, {}
        others = set()
        for each in self.patterns:
            if matched := each.pattern.fullmatch(whole if each.is_open else path):
                if each.method in (method, "*"):
                    return each, {key: unquote(value) for key, value in matched.groupdict().items()}
                others.add(each.method)
        return None, others | {verb for verb, known in self.exact if known == path}

    def indicators(self, request):
        about = request.route.about
        try:
            if about is None:
                return ()
            if isinstance(about, str):
                found = request.arguments.get(about) or request.query(about)
                return (found,) if found else ()
            return tuple(indicator for indicator in about(request) if isinstance(indicator, str) and indicator)
        except (BadRequest, ValueError, TypeError, AttributeError, KeyError):
            return ()

    def verdict(self, indicator):
        return self.world.verdicts.of(indicator)

    def known(self, indicator, body):
        """The body, with what the data file says about this service's answer on the indicator."""
        return self.world.verdicts.overlaid(self.name, indicator, body)

    def address(self, request):
        """Where the caller reaches this service, for links in answers."""
        return f"http://{request.headers.get('host', 'localhost')}/{self.name}"

    # --- What services say each in its own way ---

    def key(self, request):
        """The key that the request brings, "" for none."""
        return request.credentials()

    def unauthorized(self, request, key):
        return json_answer({"error": "unauthorized"}, 401)

    def over_limit(self, request, limit):
        return json_answer({"error": "too many requests"}, 429, {"Retry-After": str(limit.retry_after(request.time))})

    def limit_headers(self, request, limits):
        """Headers of every answer to a metered request, by the limits that hold for it."""
        return {}

    def no_such_path(self, request):
        return json_answer({"error": "not found"}, 404)

    def bad_request(self, request, message):
        return json_answer({"error": message}, 400)


def fewest(limits, time):
    """The limit that is used up first."""
    return min(limits, key=lambda limit: limit.remaining(time))
