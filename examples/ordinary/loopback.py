# Serves HTTP to itself on the loopback interface.
# ./cofferdam run examples/ordinary/loopback.py
import http.server
import threading
import urllib.request

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
threading.Thread(target=server.serve_forever, daemon=True).start()
with urllib.request.urlopen(f"http://localhost:{server.server_port}/") as answer:
    assert answer.status == 200
server.shutdown()
print("served")
