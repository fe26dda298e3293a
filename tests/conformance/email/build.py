# SPDX-License-Identifier: Apache-2.0
import email
from email import encoders, policy
from email.message import EmailMessage, Message
from email.mime.application import MIMEApplication
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

message = EmailMessage()
message["Subject"] = "A report"
message["From"] = "a@example.com"
message["To"] = "b@example.com, c@example.com"
message.set_content("Hello\nworld\n")
print(message)
print(message.get_content(), message.get_content_type(), message.get_content_charset(), message.is_multipart())
try:
    message["Subject"] = "again"
except ValueError as e:
    print(e)
del message["Subject"]
message["Subject"] = "Another"
message.replace_header("To", "d@example.com")
print(message.items())
message.add_alternative("<p>Hello</p>\n", subtype="html")
message.add_attachment(b"\x00\x01\x02", maintype="application", subtype="octet-stream", filename="data.bin")
message.add_attachment("text file\n", filename="notes.txt")
print([part.get_content_type() for part in message.walk()], [part.get_filename() for part in message.iter_attachments()])
message.set_boundary("outer")
message.get_payload(0).set_boundary("inner")
print(message.as_string())
again = email.message_from_bytes(message.as_bytes(), policy=policy.default)
print([part.get_content() for part in again.iter_attachments()], again.get_body(("html",)).get_content())
umlaut = EmailMessage()
umlaut.set_content("Größe: 10 €\n")
print(umlaut["content-transfer-encoding"], umlaut.get_content(), repr(umlaut.get_payload()))

old = Message()
old["Subject"] = "old"
old["X-Twice"] = "1"
old["X-Twice"] = "2"
old.add_header("Content-Disposition", "attachment", filename="x y.txt", creation_date=None)
old.set_payload("body\n")
old.set_type("text/csv")
old.set_param("charset", "us-ascii")
print(old.as_string(), old.get_all("x-twice"), old.get_filename(), old.get_param("charset"))
old.del_param("charset")
del old["x-twice"]
print(old["content-type"], old.keys(), len(old))
print(old.as_string(unixfrom=True).splitlines()[0].startswith("From nobody"))

multi = MIMEMultipart("alternative", boundary="b")
multi["Subject"] = "both"
multi.attach(MIMEText("plain text\n"))
multi.attach(MIMEText("<b>html</b>\n", "html"))
multi.attach(MIMEText("äöü\n", "plain", "utf-8"))
part = MIMEBase("application", "zip")
part.set_payload(b"PK")
encoders.encode_base64(part)
part.add_header("Content-Disposition", "attachment", filename="a.zip")
multi.attach(part)
multi.attach(MIMEApplication(b"raw", Name="r.bin"))
multi.preamble = "before"
print(multi.as_string())
print(type(multi).__mro__[1].__name__, isinstance(multi, Message), multi.get_payload(2).get_payload(decode=True).decode())
