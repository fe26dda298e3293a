# SPDX-License-Identifier: Apache-2.0
"""What a mail becomes, a second time: written from docs/mail.md with the email package, `re` and ipaddress. It is slow and trusts its input
to be small. `event(bytes)` gives the event, without what is derived by hashing; None for what is no mail."""

import base64
import email
import email.header
import hashlib
import html
import ipaddress
import re
import unicodedata

BLANK = " \t\r\n\v\f"
LIKE_BROWSERS = {"shift_jis": "cp932", "gb2312": "gb18030", "gbk": "gb18030", "euc-kr": "cp949"}


def text_of(data, charset):
    name = (charset or "").strip().lower()
    if name in ("iso-8859-1", "iso-8859-1:1987", "latin1", "windows-1252", "cp1252"):
        return windows_1252(data)
    if name not in ("", "ascii", "us-ascii"):
        try:
            return data.decode(LIKE_BROWSERS.get(name, name), "replace")
        except (LookupError, ValueError):
            pass
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return windows_1252(data)


def windows_1252(data):
    return data.decode("cp1252", "replace")


def clean(text):
    return text.replace("\0", "")


def header_text(value):
    """Of the raw header: bytes that the email package keeps as surrogates."""
    data = value.encode("utf-8", "surrogateescape")
    return clean(text_of(re.sub(rb"\r?\n", b"", data), "")).strip(BLANK)


def decoded(text):
    parts = email.header.decode_header(text)
    return clean("".join(part if isinstance(part, str) else text_of(part, charset) for part, charset in parts))


# --- Links ------------------------------------------------------------------------------------------------------------------------

ATTRIBUTE = re.compile(r"""[\s/]*(=?[^\s=/>]*)(?:\s*=\s*("[^"]*"|'[^']*'|(?!["'\s])[^\s>]*))?""", re.ASCII)


def unescape_attribute(value):
    def reference(match):
        name = match[1]
        if name.startswith("#") or name.endswith(";"):
            return html.unescape(match[0])
        for size in range(len(name), 1, -1):
            if name[:size] in html.entities.html5:
                follows = (name + match[2])[size:size + 1]
                alone = not (follows == "=" or (follows.isascii() and follows.isalnum()))
                return html.entities.html5[name[:size]] + name[size:] + match[2] if alone else match[0]
        return match[0]

    def plain(match):
        named = match[0][1:]
        if named.endswith(";") and named not in html.entities.html5:  # the longest beginning that is one
            return reference(re.fullmatch(r"&([^;]*)(;)", match[0]))
        return reference(re.fullmatch(r"&(#?\w+;?)(=?)", match[0], re.ASCII))

    return re.sub(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[a-zA-Z][a-zA-Z0-9]*(?:;|=)?)", plain, value)


def links(text):
    """(kind, value) of each: href, src or text."""
    found, at, inside = [], 0, None
    while True:
        begin = text.find("<", at)
        upto = len(text) if begin < 0 else begin
        if inside is not None:
            inside[1] += text[at:upto]
        if begin < 0:
            break
        at = begin
        if text.startswith("<!--", at):
            end = text.find("-->", at + 4)
            at = len(text) if end < 0 else end + 3
        elif re.match(r"<[!?]", text[at:at + 2]):
            end = text.find(">", at)
            at = len(text) if end < 0 else end + 1
        elif tag := re.compile(r"<(/?)([A-Za-z][^\s/>]*)", re.ASCII).match(text, at):
            name, values, at = tag[2].lower(), {}, tag.end()
            while True:
                at = re.compile(r"[\s/]*", re.ASCII).match(text, at).end()
                if at >= len(text) or text[at] == ">":
                    break
                one = ATTRIBUTE.match(text, at)
                if one[2] is None and re.compile(r"\s*=", re.ASCII).match(text, one.end()):
                    at = len(text)  # a quotation mark that has no second one
                    break
                if one[2] is not None:
                    value = one[2][1:-1] if one[2][:1] in ("'", '"') else one[2]
                    values.setdefault(one[1].lower(), unescape_attribute(value))
                at = one.end()
            if at >= len(text):
                break
            at += 1
            if name == "a":
                inside = None
            if tag[1]:
                continue
            found += [[kind, values[kind]] for kind in ("href", "src") if kind in values]
            if name == "a" and "href" in values:
                inside = ["text", ""]
                found.append(inside)
            if name in ("script", "style"):
                end = re.compile("</" + name, re.IGNORECASE).search(text, at)
                at = end.start() if end else len(text)
        else:
            if inside is not None:
                inside[1] += "<"
            at += 1
    return [(kind, html.unescape(value) if kind == "text" else value) for kind, value in found]


# --- Indicators -------------------------------------------------------------------------------------------------------------------

LABEL = r"(?!-)[A-Za-z0-9_\u0080-\U0010ffff-]{1,63}(?<!-)"
DOMAIN = re.compile(rf"(?:{LABEL}\.)+(?:[xX][nN]--[A-Za-z0-9-]+|[A-Za-z\u0080-\U0010ffff-]{{2,}})\.?")
URL_TEXT = re.compile(r"(?:http|hxxp)s?://[^\x00-\x20\x7f\"`{}|]+", re.IGNORECASE)
ADDRESS = re.compile(r"(?<=[\w.%+\"-])@(?=([A-Za-z0-9.\-\u0080-\U0010ffff]+))")


def graphic(text):
    """Up to punctuation or a blank beyond ASCII."""
    for at, character in enumerate(text):
        if ord(character) >= 128 and unicodedata.category(character)[0] in "PZC":
            return text[:at]
    return text


def is_domain(host):
    bare = host[:-1] if host.endswith(".") else host
    labels = bare.split(".")
    return (len(bare.encode()) <= 253 and DOMAIN.fullmatch(host) is not None and not labels[-1].startswith("-")
            and not labels[-1].endswith("-") and all(len(label.encode()) <= 63 for label in labels))


def is_ip(text, version):
    try:
        return "%" not in text and ipaddress.ip_address(text).version == version
    except ValueError:
        return False


def host_of(url):
    match = re.fullmatch(r"https?://([^/?#\s\x00-\x20\x7f]*)([/?#][^\s\x00-\x20\x7f]*)?", url, re.IGNORECASE | re.ASCII)
    if not match or len(url.encode()) > 2048:
        return None
    place = re.fullmatch(r"(?:.*@)?(?:\[([^\]]*)\]|([^:]*))(?::(\d{1,5}))?", match[1], re.DOTALL | re.ASCII)
    if not place or (place[3] and int(place[3]) > 65535):
        return None
    if place[1] is not None:
        return place[1] if is_ip(place[1], 6) else None
    host = place[2]
    return host if is_domain(host) or is_ip(host, 4) or host.lower() == "localhost" else None


def strip_text(text):
    return re.split("[<>]", text.strip(BLANK + ">),.]"))[0]


def refanged(url):
    return re.sub(r"^hxxp", "http", url, flags=re.IGNORECASE)


def domain_in_address(run):
    run = graphic(run).encode()[:512].decode(errors="ignore")
    while run:
        run = run.rstrip(".-")
        if is_domain(run):
            return run
        shorter = max(run.rfind("."), run.rfind("-"))
        if shorter < 0:
            return ""
        run = run[:shorter]
    return ""


def indicators(body, found):
    for match in re.finditer(r"(?<![0-9.])[0-9.]+", body):
        if is_ip(match[0].strip("."), 4):
            found["sourceAddress"].add(match[0].strip("."))
    for match in re.finditer(r"(?<![\w:.])[0-9A-Fa-f:.]+(?![\w:.])", body):
        text = match[0].rstrip(".")
        text = text[:-1] if text.endswith(":") and not text.endswith("::") else text
        text = text[1:] if text.startswith(":") and not text.startswith("::") else text
        if text.count(":") >= 2 and is_ip(text, 6) and text != "::":
            found["sourceAddress"].add(text)
    for match in re.finditer(r"(?<!\w)(?:[0-9a-fA-F]{64}|[0-9a-fA-F]{40}|[0-9a-fA-F]{32})(?!\w)", body):
        found["fileHash"].add(match[0])
    for match in ADDRESS.finditer(body):
        domain = domain_in_address(match[1])
        if domain and not body[match.start(1) + len(domain):].startswith("_"):
            found["destinationDnsDomain"].add(domain.lower().rstrip("."))
    candidates = []
    all_links = links(body)
    if any(kind != "text" for kind, _ in all_links):
        for kind, value in all_links:
            value = value.strip(BLANK)
            if kind == "text":
                value = strip_text(value)
                if value[:4].lower() in ("http", "hxxp"):
                    candidates.append(value)
                continue
            value = re.sub(r"[\t\r\n]", "", value)
            if kind == "href" and value[:7].lower() == "mailto:":
                host = re.split("[?&,;>]", value.partition("@")[2])[0]
                if is_domain(host):
                    found["destinationDnsDomain"].add(host.lower().rstrip("."))
            else:
                candidates.append(value)
    else:
        candidates = [strip_text(graphic(match[0])) for match in URL_TEXT.finditer(html.unescape(body))]
    for url in map(refanged, candidates):
        host = host_of(url)
        if host is not None:
            found["requestURL"].add(url)
            if is_domain(host):
                found["destinationDnsDomain"].add(host.lower().rstrip("."))


# --- Parts ------------------------------------------------------------------------------------------------------------------------

class Message:
    def __init__(self, mail, parent):
        self.mail, self.parent, self.bodies = mail, parent, []


def name_of(part):
    name = part.get_filename()
    if name:
        name = decoded(name)
        name = re.sub(r"[\x00-\x1f\x7f]", "", re.split(r"[/\\]", name)[-1])
    return name or None


def unflow(text, delete_space):
    result, paragraph, before = "", None, 0
    for line in re.findall(r"[^\n]*\n|[^\n]+", text):
        content = line.rstrip("\r\n") if line.endswith("\n") else line
        end = line[len(content):]
        depth = len(content) - len(content.lstrip(">"))
        content = content[depth:].removeprefix(" ")
        if paragraph is not None and (depth != before or content == "-- "):
            result += paragraph + end
            paragraph = None
        if paragraph is None:
            paragraph = ">" * depth + " " if depth else ""
        soft = content.endswith(" ") and content != "-- " and end
        paragraph += content[:-1] if soft and delete_space else content
        if not soft:
            result += paragraph + end
            paragraph = None
        before = depth
    return result + (paragraph or "")


def walk(mail, parent, messages, files):
    message = Message(mail, parent)
    messages.append(message)
    walk_part(mail, message, messages, files)


def walk_part(part, message, messages, files):
    kind = part.get_content_type()
    if kind in ("message/rfc822", "message/global") and part.is_multipart():
        inner = part.get_payload(0)
        if (part.get("Content-Transfer-Encoding") or "").strip().lower() == "base64" and not inner.keys():
            inner = email.message_from_bytes(base64.b64decode(inner.get_payload()))
        if inner.keys() or inner.get_payload():
            walk(inner, message, messages, files)
    elif part.is_multipart() and kind.startswith("multipart/"):
        for child in part.get_payload():
            walk_part(child, message, messages, files)
    else:
        walk_leaf(part, kind, message, files)


def walk_leaf(part, kind, message, files):
    if part.is_multipart():  # message/delivery-status: the package reads its blocks
        data = "\n".join(block.as_string() for block in part.get_payload()).encode()
    else:
        data = part.get_payload(decode=True) or b""
    if kind.startswith("multipart/"):
        kind = "text/plain"
    if not data:
        return
    disposition = part.get_content_disposition() or ""
    textual = kind in ("text/plain", "text/html")
    if disposition == "" and (textual or kind.startswith(("text/", "message/"))) or disposition == "inline" and textual:
        text = clean(text_of(data, part.get_content_charset()))
        if kind == "text/plain" and (part.get_param("format") or "").lower() == "flowed":
            text = unflow(text, (part.get_param("delsp") or "").lower() == "yes")
        message.bodies.append((kind, text))
    else:
        files.append((name_of(part), data))


# --- The event --------------------------------------------------------------------------------------------------------------------

def email_artifact(message, messages, identifier):
    headers, received = {}, []
    for name, value in message.mail.raw_items():
        value = header_text(value)
        if name.lower() == "received":
            received.append(value)
        headers[name.lower()] = [name, value]
    cef = {}
    for key, name in (("fromEmail", "from"), ("toEmail", "to")):
        if headers.get(name, ["", ""])[1]:
            cef[key] = headers[name][1]
    cef["emailHeaders"] = {name: value for name, value in headers.values() if name.lower() not in ("received", "decodedsubject")}
    if received:
        cef["emailHeaders"]["Received"] = received
    subject = headers.get("subject", ["", ""])[1]
    if subject:
        cef["emailHeaders"]["decodedSubject"] = decoded(subject)
    if message.parent is None:
        cef["emailId"] = identifier
    for number, (kind, text) in enumerate(message.bodies, 1):
        key = {"text/plain": "bodyText", "text/html": "bodyHtml"}.get(kind)
        if key is None:
            cef.setdefault("bodyOther", {}).setdefault(kind, text)
        else:
            cef[f"bodyPart{number}" if key in cef else key] = text
    cef["emailGuid"] = messages.index(message)
    if message.parent is not None:
        cef["parentGuid"] = messages.index(message.parent)
    return cef


def without_empty_lines(data):
    return re.sub(rb"\A(\xef\xbb\xbf)?(\r?\n)+", b"", data)


def event(data):
    content = data.removeprefix(b"\xef\xbb\xbf")
    mail = email.message_from_bytes(without_empty_lines(data))
    if not mail.keys():
        return None
    messages, files = [], []
    walk(mail, None, messages, files)
    found = {key: set() for key in ("sourceAddress", "fileHash", "requestURL", "destinationDnsDomain")}
    for message in messages:
        for _, text in message.bodies:
            indicators(text, found)
    cefs = [{key: value} for key, values in found.items() for value in values]
    first = {name.lower(): header_text(value) for name, value in reversed(list(mail.raw_items()))}
    identifier = first.get("message-id") or hashlib.sha1(content).hexdigest()
    subject = first.get("subject", "")
    cefs += [email_artifact(message, messages, identifier) for message in messages]
    for name, file in files:
        digest = hashlib.sha1(file).hexdigest()
        cefs.append({"fileName": name, "vaultId": digest, "cs6": digest, "cs6Label": "Vault ID", "fileHashSha1": digest,
                     "fileHashSha256": hashlib.sha256(file).hexdigest(), "fileHashMd5": hashlib.md5(file).hexdigest()})
    return {"name": decoded(subject) or "Email ID: " + identifier, "source_data_identifier": identifier,
            "raw_email": clean(content.decode("utf-8", "replace")), "cefs": cefs}
