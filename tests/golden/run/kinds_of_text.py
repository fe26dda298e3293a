"""phantom.utils, templates, and what an act's results say of success."""

import phantom.rules as phantom
import phantom.utils as kinds

TEXTS = ["10.0.0.1", "::1", "10.0.0.256", "", None, 5, "a" * 32, "A1" * 20, "0" * 64, "f" * 96, "f" * 128, "g" * 32, "f" * 33,
         "example.org", "example", "ex-ample.org", "-x.org", "x-.org", "a..org", "a.1", "1.a", "_dmarc.example.org", "x" * 64 + ".org",
         "https://example.org/x", "://x", "a://", "http://a b", "c:/x", "ftp+x://h", "http:///x", "http://?x",
         "a@example.org", "@example.org", "a@b@example.org", "a b@example.org", "a@example", "a@1.2.3.4", "<a@example.org>"]


def on_start(container):
    for test in (kinds.is_ip, kinds.is_ipv4, kinds.is_ipv6, kinds.is_hash, kinds.is_md5, kinds.is_sha1, kinds.is_sha256,
                 kinds.is_url, kinds.is_email, kinds.is_domain):
        phantom.debug([text for text in TEXTS if test(text)])
    context = {"a": {"b": [1, {"c": "deep"}]}, "n": None}
    for template in ("plain", "{{ a.b.1.c }} and {{n}}{{ none }}.", "{{ a.b }}", "{% if a %}", "{{ a", "{{ a|upper }}", "{{ }}", 5):
        phantom.debug(phantom.render_template(template, context))
    phantom.debug(phantom.render_template("{{ a }}"))
    phantom.act("look up", parameters=[{"ip": "a"}, {"ip": "b"}], assets=["one"], name="look", callback=after)


def after(action=None, success=None, container=None, results=None, handle=None, **kwargs):
    phantom.debug([phantom.parse_success(results), phantom.parse_errors(results), phantom.parse_success(None)])
    phantom.debug([phantom.parse_success(phantom.get_action_results()), phantom.parse_errors(phantom.get_action_results())])


def on_finish(container, summary):
    pass
