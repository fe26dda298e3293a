import xml.etree.ElementTree as ET
from xml.etree.ElementTree import ParseError, fromstring

TEXT = """<?xml version="1.0"?>
<!-- a comment -->
<feed xmlns="urn:feed" xmlns:x="urn:extra" id="7">
  <entry x:kind="a &amp; b">first<b>bold</b>tail</entry>
  <entry><x:note>hé</x:note><![CDATA[<raw>]]></entry>
  <empty/>
</feed>"""
root = fromstring(TEXT)
print(root.tag, root.attrib, repr(root.text), root.tail, len(root))
for element in root.iter():
    print(element.tag, element.attrib, repr(element.text), repr(element.tail))
names = {"f": "urn:feed", "e": "urn:extra"}
print([e.text for e in root.findall("f:entry", names)], root.findtext("f:entry/e:note", namespaces=names), root.find("f:none", names))
print("".join(root.itertext()).split(), root[0].get("{urn:extra}kind"), root[0].get("x", "default"))
print(len(fromstring(b"<a><b/>t</a>")), fromstring(b"<?xml version='1.0' encoding='iso-8859-1'?><a>\xe9</a>").text)
for bad in ("", "<a>", "<a></b>", "<a b=c/>", "<a>&unknown;</a>", "text", "<a/><b/>", "<a\x01/>"):
    try:
        fromstring(bad)
    except ParseError as error:
        print(type(error).__name__, error, error.code, error.position, isinstance(error, SyntaxError))
document = "<!DOCTYPE d [<!ENTITY who 'World'>]><d>Hello &who;</d>"
print(ET.XML(document).text, ET.fromstringlist(["<a>", "b</a>"]).text)
