# A POST with a body, a chunked answer and a connection that is kept.
import http.client
import http.server
import json
import threading


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(201)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for part in (json.dumps({"sum": sum(body)}).encode(), b"x" * 10):
            self.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
        self.wfile.write(b"0\r\n\r\n")

    def log_message(self, *_):
        pass


with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
    threading.Thread(target=server.serve_forever, args=(0.05,)).start()
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port)
    for numbers in ([1, 2], list(range(10_000))):
        connection.request("POST", "/", json.dumps(numbers))
        answer = connection.getresponse()
        print(answer.status, answer.read(), answer.will_close)
    connection.request("GET", "/")
    print(connection.getresponse().status)
    connection.close()
    server.shutdown()
