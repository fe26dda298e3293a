# SPDX-License-Identifier: Apache-2.0
import configparser
import io
from configparser import ConfigParser, ExtendedInterpolation, RawConfigParser

TEXT = """
# a comment
[DEFAULT]
base = /srv
timeout: 30

[web]
; another one
host = example.com
port=8080
Debug = yes
path = %(base)s/web
multi = one
  two

  three
empty =
url = http://%(host)s:%(port)s/%%20

[db server]
Host : db = x
ratio = 0.5
"""


def attempt(action):
    try:
        return repr(action())
    except configparser.Error as error:
        return f"{type(error).__name__}: {error.message} | {error}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"


c = ConfigParser()
c.read_string(TEXT)
web = c["web"]
print(c.sections(), c.options("web"), dict(web), list(c), len(c), len(web), list(web))
print(repr(web["multi"]), c.get("web", "path"), c.get("web", "path", raw=True), web["url"], c.getint("web", "port"), c.getfloat("db server", "ratio"))
print(c.getboolean("web", "debug"), web.getint("port"), web.getint("nope", 5), web.getboolean("DEBUG"), web.get("zz", "d"), web.get("zz"), web.getfloat("timeout"))
print("web" in c, "DEFAULT" in c, "port" in web, "PORT" in web, c.has_option("web", "PORT"), c.has_option("zz", "a"), c.has_section("DEFAULT"), web.name, web.parser is c)
print(c.items("web"), c.items("db server", raw=True), c.defaults(), [name for name, _ in c.items()], web, c["DEFAULT"], web == c["web"])
print(c.get("web", "zz", fallback=None), c.getint("web", "zz", fallback=7), c.get("zz", "a", fallback="f"), c.get("web", "host", vars={"Host": "other"}), list(web.items())[:2], list(web.keys())[:2])
for action in (lambda: c.get("web", "zz"), lambda: c.get("zz", "a"), lambda: c["zz"], lambda: web["zz"], lambda: c.getboolean("web", "host"), lambda: c.getint("web", "host"),
               lambda: c.options("zz"), lambda: c.add_section("web"), lambda: c.add_section("DEFAULT"), lambda: c.add_section(5), lambda: c.set("web", "x", 5),
               lambda: c.set("zz", "x", "1"), lambda: c.set("web", "pct", "50%"), lambda: c.remove_option("zz", "a"), lambda: c.remove_section("zz"), lambda: c.items("zz"),
               lambda: ConfigParser().read_string("a=1"), lambda: ConfigParser().read_string("[a]\nb=1\nb=2"), lambda: ConfigParser().read_string("[a]\n[b]\n[a]"),
               lambda: ConfigParser().read_string("[a]\nnovalue\n[b]\n= 3"), lambda: c.read("/no/such/file.ini"), lambda: c.__class__.__name__):
    print(attempt(action))
c.add_section("new")
c.set("new", "Pct", "50%%")
c["new"]["Key"] = "value"
c["more"] = {"A": "1", "b": 2}
print(c.get("new", "pct"), dict(c["new"]), dict(c["more"]), c.remove_option("new", "pct"), c.remove_option("new", "pct"), c.remove_section("new"), c.sections())
del c["more"]["a"], c["db server"]
print(c["more"].pop("b"), c["more"].pop("b", "gone"), c["more"].setdefault("k", "v"), c.sections(), "more" in c)
c["more"].update({"x": "line1\nline2"})
out = io.StringIO()
c.write(out)
print(out.getvalue())
out = io.StringIO()
c.write(out, space_around_delimiters=False)
again = ConfigParser()
again.read_file(io.StringIO(out.getvalue()))
print(again.get("more", "x") == "line1\nline2", again.sections(), out.getvalue().count("="))

raw = RawConfigParser(allow_no_value=True, inline_comment_prefixes=("#",), delimiters=("=",), default_section="common", strict=False)
raw.optionxform = str
raw.read_string("[common]\nd=1\n[A]\nFlag\nKey = v # note\nurl = http://x:80\nKey = w\n[A]\nmore=%(d)s\n")
print(dict(raw["A"]), raw.get("A", "Flag"), raw.default_section, raw.defaults(), raw.items("A"))
e = ConfigParser(interpolation=ExtendedInterpolation(), defaults={"Root": "/r"})
e.read_dict({"p": {"bin": "${root}/bin", "cost": "$$5"}, "q": {"ref": "${p:bin}/x", "bad": "${nope}", "loop": "${loop}"}})
print(e["p"]["bin"], e["p"]["cost"], e["q"]["ref"], attempt(lambda: e["q"]["bad"]), attempt(lambda: e["q"]["loop"]))
n = ConfigParser(interpolation=None)
n.read_string("[s]\na=%(x)s\nb=%\n")
b = ConfigParser()
b.read_string("[s]\na=%(x)s\nb=%\nc=%(c)s\nd=%(a\n")
print(n["s"]["a"], n["s"]["b"], *[attempt(lambda: b["s"][k]) for k in "abcd"], sep="\n")
print(issubclass(configparser.NoOptionError, configparser.Error), configparser.DEFAULTSECT, ConfigParser().sections(), c.BOOLEAN_STATES["on"])
