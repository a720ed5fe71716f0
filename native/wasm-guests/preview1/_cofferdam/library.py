"""The standard library, where these guests have it."""

import sys

PLACE = "/usr/local/lib"
OURS = "/opt/cofferdam"


def names():
    return sys.stdlib_module_names
