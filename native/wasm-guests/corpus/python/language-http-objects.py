"""http's parts that need no network: statuses, cookies, URLs, headers."""
from http import HTTPStatus, cookies
from urllib.request import Request
import mimetypes

print(HTTPStatus(404).phrase, HTTPStatus.OK.value, HTTPStatus.NOT_FOUND)
c = cookies.SimpleCookie("a=1; b=two")
c["c"] = "x y"
c["c"]["path"] = "/"
print(c["a"].value, c.output(header="", sep=";"))
r = Request("http://example.org/p?q=1", data=b"x", headers={"X-A": "b"})
print(r.get_method(), r.host, r.selector, r.get_header("X-a"), mimetypes.guess_type("x.png")[0])
