# http.server and urllib: files, a folder's list, errors, ranges of methods.
import functools
import http.server
import os
import threading
import urllib.error
import urllib.request

os.makedirs("site/sub")
with open("site/page.html", "w") as file:
    file.write("<p>page</p>")
with open("site/sub/ü.txt", "w") as file:
    file.write("text")


class Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


handler = functools.partial(Handler, directory="site")
with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
    threading.Thread(target=server.serve_forever, args=(0.05,)).start()
    base = f"http://127.0.0.1:{server.server_port}"
    for path in ("/page.html", "/sub/", "/sub", "/sub/%C3%BC.txt", "/absent", "/../../etc/passwd"):
        try:
            with urllib.request.urlopen(base + path) as answer:
                print(path, answer.status, answer.headers["Content-Type"], len(answer.read()))
        except urllib.error.HTTPError as error:
            print(path, error.code, error.reason)
    server.shutdown()
