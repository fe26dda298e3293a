import io
import xml.etree.ElementTree as ET

root = ET.Element("root", {"b": "2"}, a="1")
child = ET.SubElement(root, "child", name='q"<>&\n\t')
child.text = "a < b & c > d \"e\""
child.tail = "tail"
ET.SubElement(root, "empty")
root.append(ET.Comment("note"))
root.append(ET.ProcessingInstruction("go", "now"))
ET.SubElement(root, "{urn:x}item").set("{urn:y}k", "é")
print(ET.tostring(root))
print(ET.tostring(root, encoding="unicode"), ET.tostring(root, "utf-8"))
print(ET.tostring(root, encoding="iso-8859-1"), ET.tostring(root, encoding="unicode", short_empty_elements=False))
print(ET.tostring(root, encoding="utf-8", xml_declaration=True), ET.tostring(root, method="text", encoding="unicode"))
ET.register_namespace("why", "urn:y")
print(ET.tostring(root[-1]).decode())
print(root.keys(), root.items(), len(root), [e.tag for e in root if isinstance(e.tag, str)], root[0] is child, ET.iselement(root))
root.remove(child)
root.insert(0, ET.Element("first"))
root[1] = ET.Element("second")
del root[2:]
root.extend([ET.Element("x"), ET.Element("y")])
print(ET.tostring(root), [e.tag for e in root[1:]])
child.clear()
print(child.attrib, child.text, list(child), child.get("name"))
for bad in (lambda: root.append("x"), lambda: root[9], lambda: root.remove(child), lambda: ET.Element("a", "b"), lambda: ET.register_namespace("ns1", "u")):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
numbers = ET.Element("n")
numbers.text = 5
try:
    ET.tostring(numbers)
except TypeError as error:
    print(error)
tree = ET.ElementTree(root)
out = io.BytesIO()
tree.write(out, encoding="utf-8", xml_declaration=True)
print(out.getvalue(), tree.getroot() is root, tree.find("x").tag)
print(ET.parse(io.StringIO("<a><b>1</b></a>")).findtext("b"))
ET.indent(root)
print(ET.tostring(root, encoding="unicode"))
ET.dump(root)
