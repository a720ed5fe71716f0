"""What is told to the worker, for the diagnosis of a program that fails."""

import json

from wit_world.imports import host

# Who can do what wasm cannot.
OTHER_RUNTIMES = "runc, runsc"

# The worker takes 2 KiB a report.
_LONGEST_TEXT = 400
_told = set()


def shortened(text):
    return text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…"


def _tell(report):
    # Non-ASCII is escaped, so a lone surrogate of a file name does not matter.
    line = json.dumps(report)
    if line not in _told:
        _told.add(line)
        host.tell(line)


def unsupported(what, detail, error=None):
    """Reports it; an exception that is raised for it remembers, for the report of what ends the program."""
    if error is not None:
        error._cofferdam_unsupported = what
    _tell({"kind": "unsupported", "what": what, "detail": shortened(detail), "with": OTHER_RUNTIMES})
    return error


def network(destination, call, error=None):
    if error is not None:
        error._cofferdam_destination = destination
    _tell({"kind": "network", "destination": shortened(destination), "call": call})
    return error


def exit_code(code):
    # Not only once: the last one counts.
    host.tell(json.dumps({"kind": "exit", "code": code}))


def uncaught(fields):
    _tell({"kind": "uncaught"} | fields)
