# SPDX-License-Identifier: Apache-2.0
"""Mails by chance: well-formed ones of every shape, and changed copies of given ones. Hosts and addresses are those of documentation."""

import base64
import quopri

WORDS = ["invoice", "please", "confirm", "today", "Grüße", "привет", "日本", "🍓", "account", "(note)", "a=b",
         "--", "x<y", "&amp;", "=?no?=", "v1.2"]
HOSTS = ["example.com", "a.example.net", "b-c.example.org", "xn--bcher-kva.example", "bücher.example", "_x.example.com",
         "EXAMPLE.com.", "x"]
CHARSETS = ["utf-8", "UTF-8", "iso-8859-1", "windows-1252", "windows-1251", "koi8-r", "utf-16", "utf-16be", "shift_jis",
            "gb18030", "us-ascii", "x-none", None]
DIGITS = "0123456789abcdefABCDEF"


def url(random):
    path = random.choice(["", "/", "/a/b?c=d&e=f#g", "/%7Eu", "/x(y)", "/ü", "/a,b", ":8080/p", ":99999/", "?q=a@example.org",
                          "/http://b.example.com/", "/~u"])
    user = random.choice(["", "", "", "u:p@"])
    host = random.choice(HOSTS + ["192.0.2.7", "[2001:db8::9]", "localhost"])
    return random.choice(["http://", "https://", "hxxp://", "HXXPS://", "HTTP://", "ftp://"]) + user + host + path


def indicator(random):
    kind = random.randrange(5)
    if kind == 0:
        return url(random)
    if kind == 1:
        return random.choice(["a.b", "x+y", "Q_", '"odd one"', "-"]) + "@" + random.choice(HOSTS) + random.choice(["", ".", "-", "_", ".9"])
    if kind == 2:
        return ".".join(str(random.choice([0, 1, 9, 10, 192, 255, 256, "01"])) for _ in range(random.choice([3, 4, 4, 4, 4, 5])))
    if kind == 3:
        return random.choice(["2001:db8::1", "::1", "fe80::1%eth0", "::ffff:192.0.2.9", "1:2:3:4:5:6:7:8", "10:20:30", "a::b::c", "::",
                              "std::x", "[2001:DB8::A]:80"])
    return "".join(random.choice(DIGITS) for _ in range(random.choice([31, 32, 32, 40, 64, 65])))


def plain(random):
    lines = []
    for _ in range(random.randrange(1, 8)):
        items = [indicator(random) if random.random() < 0.4 else random.choice(WORDS) for _ in range(random.randrange(1, 7))]
        lines.append("".join(item + random.choice([" ", " ", ", ", ". ", ") ", ">", '" ', "; "]) for item in items))
    return "\n".join(lines) + random.choice(["", "\n"])


def quoted(random, value):
    mark = random.choice(['"', "'"])
    return mark + value.replace("&", random.choice(["&", "&amp;", "&#38;"])).replace(mark, "") + mark


def markup(random):
    pieces = []
    for _ in range(random.randrange(1, 9)):
        text = plain(random) if random.random() < 0.5 else url(random)
        pieces.append(random.choice([
            lambda: f"<a href={quoted(random, url(random))}>{text}</a>",
            lambda: f"<A CLASS=x HREF = {quoted(random, url(random))}><b>{text}</b></A>",
            lambda: f"<img src={quoted(random, url(random))}>",
            lambda: f"<img src={random.choice(['http://u.example.com/i', 'cid:1@example.com'])}/>",
            lambda: f"<a href=\"mailto:a@{random.choice(HOSTS)}?subject=x\">m</a>",
            lambda: f"<!-- <a href='{url(random)}'> -->",
            lambda: f"<script>'<a href=\"{url(random)}\">'</script>",
            lambda: f"<p title=\"1 > 0\">{text}</p>",
            lambda: f"{text}",
            lambda: "<br/>&nbsp;&copy;&#x41;&bogus;",
        ])())
    return "<html>" + "\n".join(pieces) + "</html>"


def encode(random, text, line_end):
    """(headers, body) of a text in some charset and transfer encoding."""
    charset = random.choice(CHARSETS)
    codec = "utf-8" if charset in (None, "x-none", "us-ascii") else charset
    data = text.replace("\n", line_end).encode(codec, "replace")
    encoding = random.choice(["base64", "quoted-printable", "8bit"])
    if "16" in (charset or "") or encoding == "base64":
        encoding, body = "base64", base64.encodebytes(data)
    elif encoding == "quoted-printable":
        body = quopri.encodestring(data)
    else:
        body = data
    headers = [f"Content-Transfer-Encoding: {encoding}"]
    return charset, headers, body


def leaf(random, line_end):
    kind = random.choice(["text/plain", "text/plain", "text/html", "text/html", "text/csv", "application/pdf", "image/png"])
    if kind in ("application/pdf", "image/png") or random.random() < 0.15:
        data = bytes(random.randrange(256) for _ in range(random.randrange(1, 200)))
        name = random.choice(["a.pdf", "b c.txt", "../evil.exe"])
        form = random.choice([f'filename="{name}"', "filename*=utf-8''%C3%A4.doc", 'filename="=?utf-8?q?=C3=BC?=.xls"',
                              "filename*0=part; filename*1=ed.bin"])
        head = [f"Content-Type: {kind}", "Content-Transfer-Encoding: base64", f"Content-Disposition: attachment;{line_end} {form}"]
        return head, base64.encodebytes(data)
    text = markup(random) if kind == "text/html" else plain(random)
    charset, head, body = encode(random, text, line_end)
    flowed = random.choice(["", "", "", "; format=flowed", "; format=flowed; delsp=yes"])
    head.append(f"Content-Type: {kind}" + (f'; charset="{charset}"' if charset else "") + flowed)
    if random.random() < 0.2:
        head.append("Content-Disposition: inline")
    return head, body


def part(random, depth, line_end):
    choice = random.random()
    if depth < 4 and choice < 0.3:
        boundary = "b" + str(random.randrange(10**6)) + random.choice(["", "=_x", "'()+", "a b"])
        lines = [b"preamble http://preamble.example.com/"]
        for _ in range(random.randrange(1, 4)):
            head, body = part(random, depth + 1, line_end)
            lines += [b"--" + boundary.encode(), *(line.encode() for line in head), b"", body]
        lines.append(b"--" + boundary.encode() + b"--")
        return [f'Content-Type: multipart/{random.choice(["mixed", "alternative", "related"])}; boundary="{boundary}"'], line_end.encode().join(lines)
    if depth < 4 and depth > 0 and choice < 0.4:
        return ["Content-Type: message/rfc822"], mail(random, depth + 1, line_end)
    return leaf(random, line_end)


def header_value(random):
    words = [random.choice(WORDS) for _ in range(random.randrange(1, 5))]
    if random.random() < 0.5:
        return "=?utf-8?b?" + base64.b64encode(" ".join(words).encode()).decode() + "?="
    return " ".join(words)


def mail(random, depth=0, line_end=None):
    line_end = line_end or random.choice(["\n", "\r\n"])
    head, body = part(random, depth, line_end)
    head += [f"Received: from h{number}{line_end}\tby example.com" for number in range(random.randrange(3))]
    for name in ("From", "To", "Subject", "Message-ID", "X-Note", "x-note", "Date"):
        if random.random() < 0.8:
            head.append(f"{name}: {header_value(random)}")
    random.shuffle(head)
    return line_end.join(head).encode() + 2 * line_end.encode() + body


def changed(random, data):
    """A few bytes, pieces or lines of it elsewhere."""
    for _ in range(random.randrange(1, 5)):
        at, size = random.randrange(len(data)), random.randrange(60)
        kind = random.randrange(5)
        if kind == 0:
            data = data[:at] + data[at + size:]
        elif kind == 1:
            data = data[:at] + random.choice(b"<>\"'=;:@./-()&% \nax0").to_bytes(1, "big") + data[at + 1:]
        elif kind == 2:
            to = random.randrange(len(data))
            data = data[:to] + data[at:at + size] + data[to:]
        elif kind == 3:
            data = data[:at] + indicator(random).encode() + data[at:]
        else:
            lines = data.splitlines(True)
            one, two = random.randrange(len(lines)), random.randrange(len(lines))
            lines[one], lines[two] = lines[two], lines[one]
            data = b"".join(lines)
        data = data or b"x"
    return data
