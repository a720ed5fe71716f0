# Looks up a name, for which the resolver would have to be reached: NETWORK_ISOLATED, exit code 1.
# ./cofferdam run examples/network_name.py
import urllib.request

print(urllib.request.urlopen("http://example.com/", timeout=5).status)
