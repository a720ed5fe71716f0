"""ElementTree: reading, finding, changing, writing; a parse error."""
import xml.etree.ElementTree as ET
from xml.dom import minidom

root = ET.fromstring("<lib><book id='1'><title>A &amp; B</title></book><book id='2' lang='de'><title>Ü</title></book></lib>")
print([b.get("id") for b in root.iter("book")], root.find("book[@lang='de']/title").text, root.findtext("book/title"))
new = ET.SubElement(root, "book", id="3")
ET.SubElement(new, "title").text = "C < D"
root.remove(root[0])
ET.indent(root)
print(ET.tostring(root, encoding="unicode"))
print(minidom.parseString("<a><b x='1'/>t</a>").documentElement.firstChild.getAttribute("x"))
try:
    ET.fromstring("<a><b></a>")
except ET.ParseError as e:
    print(e, e.position)
