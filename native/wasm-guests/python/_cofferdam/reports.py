"""What is told to the worker, for the diagnosis of a program that fails."""

import json

from wit_world.imports import host

# Who can do what wasm cannot.
OTHER_RUNTIMES = "runc, runsc"

# The worker takes 2 KiB a report, which has at most three texts of such length, and names.
_LONGEST_TEXT = 500
LONGEST_NAME = 100
_MARK = "…"
_told = set()


def shortened(text, longest=_LONGEST_TEXT):
    """In bytes of the report: what is not ASCII takes six or twelve there."""
    left, kept = longest, 0
    for character in text[: longest + 1]:
        left -= _cost(character)
        if left < 0:
            return text[:kept] + _MARK
        if left >= _cost(_MARK):
            kept += 1
    return text


def _cost(character):
    return len(json.dumps(character)) - 2


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
