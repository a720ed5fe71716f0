#!/usr/bin/env python3
"""What sandboxes could leave on a host, found and counted.

    soak/traces.py > BEFORE          all that is there now, as JSON
    soak/traces.py --since BEFORE    counts what is there now and was not; 1 if anything is

Asks the kernel in every process's own view: a sandbox's mounts are never in the host's. Namespaces
that another program makes in the meantime count too, so what is new gets SECONDS_TO_GO to go.
Needs root to see all of it; whoever is not sees their own.
"""
import json
import os
import re
import sys
import time
from pathlib import Path

SECONDS_TO_GO = 10
NAMESPACES = ("mnt", "net", "pid", "ipc", "uts", "user", "cgroup")
# The engine's ranges of user ids (UidRanges): the first, and how far they reach.
FIRST_UID, LAST_UID = 1 << 30, (1 << 31) - 1
CGROUPS = Path("/sys/fs/cgroup")


def pids():
    return [entry for entry in os.listdir("/proc") if entry.isdigit()]


def text(path):
    try:
        return Path(path).read_bytes().decode(errors="replace")
    except OSError:
        return ""


def link(path):
    try:
        return os.readlink(path)
    except OSError:
        return ""


def listed(directory):
    try:
        return os.listdir(directory)
    except OSError:
        return []


def command(pid):
    return text(f"/proc/{pid}/cmdline").replace("\0", " ")[:120] or text(f"/proc/{pid}/comm").strip()


def namespaces():
    """Those that are not the host's, held by a process, by an open file or by a mount."""
    host = {link(f"/proc/self/ns/{kind}") for kind in NAMESPACES}
    found = {}
    for pid in pids():
        held = {link(f"/proc/{pid}/ns/{kind}") for kind in NAMESPACES}
        held.update(target for target in open_files(pid) if target.split(":[")[0] in NAMESPACES)
        held.update(re.findall(r" ((?:%s):\[\d+\]) " % "|".join(NAMESPACES), text(f"/proc/{pid}/mountinfo")))
        for one in held - host - {""}:
            found.setdefault(one, f"held by {pid}: {command(pid)}")
    return found


def open_files(pid):
    return [link(f"/proc/{pid}/fd/{number}") for number in listed(f"/proc/{pid}/fd")]


def is_sandbox_uid(pid):
    try:
        return FIRST_UID <= os.stat(f"/proc/{pid}").st_uid <= LAST_UID
    except OSError:
        return False


def processes(words):
    """With one of the words in their command line, their environment or their cgroup."""
    found = {}
    for pid in pids():
        if pid == str(os.getpid()):
            continue
        said = text(f"/proc/{pid}/cgroup") + text(f"/proc/{pid}/environ") + text(f"/proc/{pid}/cmdline")
        if any(word in said for word in words):
            found[pid] = command(pid)
    return found


def strangers():
    """Our programs, those of runtimes, and the users of our ranges, wherever they are."""
    ours = {
        pid: command(pid)
        for pid in pids()
        if text(f"/proc/{pid}/comm").startswith("cofferdam") or is_sandbox_uid(pid)
    }
    return {**ours, **runtimes()}


def runtimes():
    """runc, and of gVisor the Sentry (runsc-sandbox), its gofer, and what runs programs for it (exe)."""
    return {
        pid: command(pid)
        for pid in pids()
        if os.path.basename(command(pid).split(" ")[0]).startswith(("runsc", "runc"))
        or os.path.basename(link(f"/proc/{pid}/exe")).startswith(("runsc", "runc"))
    }


def mounts(word):
    """In the namespaces of all processes."""
    found = {}
    seen = set()
    for pid in pids():
        namespace = link(f"/proc/{pid}/ns/mnt")
        if namespace in seen:
            continue
        seen.add(namespace)
        for line in text(f"/proc/{pid}/mountinfo").splitlines():
            if word in line:
                found[f"{namespace} {line}"] = ""
    return found


def loop_devices(words):
    """By the file behind them; a layer's file has been deleted by the time that it is used."""
    found = {}
    for device in Path("/sys/block").glob("loop*"):
        file = text(device / "loop/backing_file").strip()
        if any(word in file for word in words):
            found[device.name] = file
    return found


def cgroups(word, below=""):
    """The directories with the word in their name, in every hierarchy, and what lies below them."""
    found = {}
    for hierarchy in [CGROUPS, *CGROUPS.iterdir()]:
        for directory, _, _ in os.walk(hierarchy / below.strip("/")):
            if any(word in part for part in Path(directory).relative_to(CGROUPS).parts):
                found[directory] = ""
    return found


def sockets(word):
    return {line: "" for line in text("/proc/net/unix").splitlines() if word in line}


def files_open(word):
    """Of other processes; the name of a deleted file stays."""
    return {
        f"{pid} {file}": command(pid)
        for pid in pids()
        if pid != str(os.getpid())
        for file in open_files(pid)
        if word in file
    }


def entries(directory):
    return {str(Path(directory) / name): "" for name in listed(directory)}


def unfinished(state):
    """What was being made in the state directory when its maker died."""
    return {
        str(path): ""
        for path in Path(state).rglob("*")
        if path.name.endswith(".new") or path.name.startswith(".making-")
    }


def runtime_directory():
    return os.environ.get("COFFERDAM_RUNTIME_DIR") or (
        "/run/cofferdam"
        if os.getuid() == 0
        else os.path.join(os.environ.get("XDG_RUNTIME_DIR", os.path.expanduser("~/.local/state")), "cofferdam")
    )


def state_directory():
    return os.environ.get("COFFERDAM_STATE_DIR") or (
        "/var/lib/cofferdam" if os.getuid() == 0 else os.path.expanduser("~/.local/state/cofferdam")
    )


def of_host():
    runtime, state = runtime_directory(), state_directory()
    temporary = {}
    for directory in ("/tmp", "/var/tmp"):
        temporary.update({name: "" for name in entries(directory) if re.search(r"/(junit-|.*cofferdam)", name)})
    return {
        "processes": strangers(),
        "namespaces": namespaces(),
        "mounts": mounts("cofferdam"),
        "loop devices": loop_devices(["deleted", "cofferdam"]),
        "cgroups": {path: "" for path in cgroups("cofferdam") if os.path.basename(path) != "cofferdam"},
        "sockets": sockets(f"{runtime}/"),
        "ledger rows": {
            **entries(f"{runtime}/lives"),
            **entries(f"{runtime}/begun"),
            **entries(f"{runtime}/names"),
        },
        "uid ranges": entries(f"{runtime}/uids"),
        "runtime state": entries(f"{runtime}/box"),
        "temporary files": {**temporary, **unfinished(state)},
    }


def since(before, look):
    """What `look` finds and `before` has not, when it has had time to go."""
    end = time.monotonic() + SECONDS_TO_GO
    left = {}
    while True:
        now = look()
        seen = left
        left = {
            kind: {name: said for name, said in found.items() if name not in before.get(kind, {})}
            for kind, found in now.items()
        }
        if seen:
            # Only what stays: others start and end things meanwhile.
            left = {kind: {name: said for name, said in found.items() if name in seen[kind]} for kind, found in left.items()}
        if not any(left.values()) or time.monotonic() > end:
            return left
        time.sleep(0.5)


def main():
    if sys.argv[1:] == []:
        json.dump(of_host(), sys.stdout)
    elif len(sys.argv) == 3 and sys.argv[1] == "--since":
        left = since(json.loads(Path(sys.argv[2]).read_text()), of_host)
        print("left behind: " + ", ".join(f"{kind} {len(found)}" for kind, found in left.items()))
        for kind, found in left.items():
            for name, said in list(found.items())[:20]:
                print(f"  {kind}: {name} {said}", file=sys.stderr)
        sys.exit(1 if any(left.values()) else 0)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
