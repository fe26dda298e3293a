# SPDX-License-Identifier: Apache-2.0
"""What is no service in particular: /echo answers what it got, /page is a page of the web."""

import json
from html import escape

from service import Answer, Service, json_answer, route


class Echo(Service, name="echo"):
    needs_key = False

    def status(self, request):
        text = request.query("status", "200")
        return int(text) if text.isdigit() and 200 <= int(text) <= 599 else 200

    @route("* /", "* /{rest...}")
    def echo(self, request):
        """With `status` in the query: answers with this status."""
        query = {name: request.all_of(name) for name in {pair.partition("=")[0] for pair in request.query_text.split("&") if pair}}
        found = {
            "method": request.method,
            "path": request.path,
            "target": request.target,
            "query": query,
            "headers": request.headers,
        }
        found |= {"body": request.body.decode("utf-8", "replace"), "length": len(request.body)}
        if request.headers.get("content-type", "").startswith("multipart/form-data"):
            found["files"] = request.files("file")
        try:
            found["json"] = json.loads(request.body) if request.body else None
        except (ValueError, RecursionError):
            found["json"] = None
        return json_answer(found, self.status(request))


class Page(Service, name="page"):
    needs_key = False

    @route("GET /", "GET /{name...}", about="name")
    def page(self, request):
        """`bytes` in the query: so long at least."""
        name = escape(request.arguments.get("name", "index"))
        text = f"<!DOCTYPE html>\n<html><head><title>{name}</title></head><body><h1>{name}</h1>"
        text += f'<p>A page about {name}.</p><a href="{self.address(request)}/next">next</a></body></html>\n'
        wanted = request.query("bytes", "0")
        padding = int(wanted) - len(text.encode()) if wanted.isdigit() and len(wanted) < 9 else 0
        return Answer(200, text + "<!-- -->" * (padding // 8 + 1 if padding > 0 else 0), {}, "text/html; charset=utf-8")
