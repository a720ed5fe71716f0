"""A tiny Markdown to HTML converter."""
import re
import html

def convert(text):
    out = []
    for block in re.split(r"\n{2,}", text.strip()):
        block = html.escape(block, quote=False)
        block = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", block)
        block = re.sub(r"`(.+?)`", r"<code>\1</code>", block)
        block = re.sub(r"\[(.+?)\]\((.+?)\)", r'<a href="\2">\1</a>', block)
        if m := re.match(r"(#{1,6}) (.*)", block):
            out.append(f"<h{len(m[1])}>{m[2]}</h{len(m[1])}>")
        elif block.startswith("- "):
            out.append("<ul>" + "".join(f"<li>{x[2:]}</li>" for x in block.splitlines()) + "</ul>")
        else:
            out.append(f"<p>{block}</p>")
    return "\n".join(out)

print(convert("# Title\n\nSome **bold** & `code` <x>.\n\n- one\n- [two](http://x.y)\n"))
