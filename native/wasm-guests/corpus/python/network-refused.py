"""What needs a network fails by an error that programs expect."""
import socket
import urllib.request
import urllib.error

try:
    urllib.request.urlopen("http://nowhere.invalid/", timeout=3)
except urllib.error.URLError as e:
    print("URLError", isinstance(e.reason, OSError))
try:
    socket.getaddrinfo("nowhere.invalid", 80)
except socket.gaierror:
    print("gaierror")
print(socket.inet_aton("127.0.0.1"), socket.htons(1), socket.inet_pton(socket.AF_INET6, "::1").hex())
