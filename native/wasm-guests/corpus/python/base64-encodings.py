"""base64, base32, base85, hex, quoted-printable, URLs."""
import base64
import binascii
import quopri
from urllib.parse import quote, unquote, urlencode, parse_qs, urlsplit, urljoin

data = bytes(range(250, 256)) + "é?".encode()
print(base64.b64encode(data), base64.urlsafe_b64encode(data), base64.b32encode(data), base64.b85encode(data), base64.a85encode(data))
print(base64.b64decode("aGVsbG8=") , binascii.hexlify(data, ":"), quopri.encodestring("é = x".encode()))
print(quote("a b/é?&"), unquote("a%20b%C3%A9"), urlencode({"q": "a b", "x": [1, 2]}, doseq=True), parse_qs("a=1&a=2&b="))
print(urlsplit("https://user:pw@host.com:8080/p/a?q=1#f").port, urljoin("http://a/b/c/d", "../x"))
try:
    base64.b64decode("abc", validate=True)
except binascii.Error as e:
    print(e)
