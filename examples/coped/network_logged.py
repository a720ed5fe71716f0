# Logs that it has no network, goes on offline, and fails for another reason: exit code 1, no certain cause.
# ./cofferdam run examples/coped/network_logged.py
import logging
import sys
import urllib.request

try:
    urllib.request.urlopen("http://example.com/", timeout=5)
except OSError:
    logging.exception("no update")
sys.exit("the offline copy is of another version")
