# XML, configuration files, TOML, plists, base64, HTML.
import base64
import configparser
import html
import plistlib
import tomllib
import xml.etree.ElementTree as tree
from html.parser import HTMLParser

root = tree.fromstring("<r a='1'><b>text &amp; more</b><b/><c xmlns='urn:x'>ü</c></r>")
print([(e.tag, e.text, e.attrib) for e in root.iter()], tree.tostring(root, encoding="unicode"))
try:
    tree.fromstring("<a><b></a>")
except tree.ParseError as error:
    print(error)
config = configparser.ConfigParser()
config.read_string("[DEFAULT]\nbase = /x\n[one]\npath = %(base)s/y\nflag = yes\n")
print(config["one"]["path"], config.getboolean("one", "flag"), config.sections())
print(tomllib.loads("a = 1\n[t]\nwhen = 2024-01-02T03:04:05Z\nlist = [1, 2]\n"))
print(plistlib.loads(plistlib.dumps({"a": [1, b"x"]})), base64.b85encode(b"data"), base64.b32encode(b"data"))
print(html.escape("<&'>"), html.unescape("&uuml;&#x4e16;&notanentity;"))
