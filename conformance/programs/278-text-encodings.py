# Encodings and their error handlers.
import codecs

text = "Grüße, 世界 🌍 \u0301"
for name in ("utf-8", "utf-16", "utf-16-le", "utf-32-be", "utf-7", "gb18030", "utf-8-sig", "punycode"):
    data = text.encode(name)
    print(name, len(data), data.hex()[:24], data.decode(name) == text)
handlers = ("replace", "xmlcharrefreplace", "backslashreplace", "ignore")
for name in ("ascii", "latin-1", "cp1252", "shift_jis"):
    print(name, [text[:9].encode(name, handler) for handler in handlers])
for data in (b"\xff\xfe", b"\xc3(", b"\xed\xa0\x80", b"\xf4\x90\x80\x80"):
    print(data, data.decode("utf-8", "replace").encode("ascii", "backslashreplace"),
          ascii(data.decode("utf-8", "surrogateescape")))
decoder = codecs.getincrementaldecoder("utf-8")()
print([decoder.decode(bytes([byte])) for byte in "ü€".encode()])
