"""What is told to the worker, for the diagnosis of a program that fails."""

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
    return len(_quoted(character)) - 2


def _quoted(value):
    if isinstance(value, int):
        return str(value)
    # All but plain ASCII is escaped, so a lone surrogate of a file name does not matter.
    units = value.encode("utf-16-be", "surrogatepass")
    codes = [units[at] << 8 | units[at + 1] for at in range(0, len(units), 2)]
    plain = [chr(code) if 32 <= code < 127 and code not in (34, 92) else f"\\u{code:04x}" for code in codes]
    return '"' + "".join(plain) + '"'


def _tell(report):
    # Not by json: some guests would have to load it, perhaps when memory has run out.
    line = "{" + ", ".join(f"{_quoted(name)}: {_quoted(value)}" for name, value in report.items()) + "}"
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
    host.tell(f'{{"kind": "exit", "code": {code}}}')


def exhausted(what):
    _tell({"kind": "exhausted", "what": what})


def uncaught(fields):
    _tell({"kind": "uncaught"} | fields)
