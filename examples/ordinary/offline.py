# Finds itself without a network and uses what it has.
# ./cofferdam run examples/ordinary/offline.py
import urllib.error
import urllib.request

try:
    rates = urllib.request.urlopen("http://example.com/rates", timeout=2).read()
except urllib.error.URLError as unreachable:
    print("offline:", unreachable.reason)
    rates = b"EUR 1.0"
print(rates.decode())
