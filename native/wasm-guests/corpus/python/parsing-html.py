"""html.parser: links and text out of a page; entities."""
from html.parser import HTMLParser
import html

class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.links, self.text, self.depth = [], [], 0
    def handle_starttag(self, tag, attrs):
        self.depth += 1
        if tag == "a":
            self.links.append(dict(attrs).get("href"))
    def handle_endtag(self, tag):
        self.depth -= 1
    def handle_data(self, data):
        if data.strip():
            self.text.append(data.strip())

p = Links()
p.feed("<html><body><h1>Hi &amp; bye</h1><a href='/x?a=1&amp;b=2'>x</a> <a class=k href=y>y</a></body></html>")
print(p.links, p.text, p.depth, html.escape("<a href='x'>\"&"), html.unescape("&eacute;&#8364;&lt;&notanentity;"))
