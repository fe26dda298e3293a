import xml.etree.ElementTree as ET

root = ET.fromstring("""<data>
<country name="A"><rank>1</rank><year>2008</year><neighbor name="B" direction="E"/><neighbor name="C"/></country>
<country name="D"><rank>4</rank><year>2011</year><neighbor name="E"/></country>
<country name="F"><rank>68</rank><year>2011</year><deep><rank>x</rank></deep></country>
</data>""")
PATHS = [
    "country", "*", ".", "country/rank", ".//rank", ".//neighbor[@name='B']", "country[@name]", "country[@name!='A']", "country[year='2011']/rank",
    "country[2]", "country[last()]", "country[last()-1]", "./country/neighbor", ".//year/..", "country[neighbor]", ".//rank[.='4']", "country/*", "none",
    ".//*[@direction]", "country[year!='2011']", "{*}country", ".//deep/rank", "country[@name='A'][rank]", "country/", ".//neighbor[2]",
]
for path in PATHS:
    print(path, [(e.tag, e.get("name"), (e.text or "").strip()) for e in root.findall(path)])
print(root.find("country/rank").text, root.findtext("country/none", "no"), root.findtext("country/neighbor") == "", root.find("x"))
print([e.get("name") for e in root.iterfind("country")], [e.text for e in root.iter("rank")])
for bad in ("/country", "country[0]", "x:y", "country[foo()]", "//x"):
    try:
        print(root.findall(bad))
    except SyntaxError as error:
        print(bad, type(error).__name__)
