"""argparse: options, types, choices, sub-commands, errors."""
import argparse
import contextlib
import io

parser = argparse.ArgumentParser(prog="tool", description="A tool.")
parser.add_argument("-v", "--verbose", action="count", default=0)
commands = parser.add_subparsers(dest="command", required=True)
add = commands.add_parser("add")
add.add_argument("numbers", nargs="+", type=int)
add.add_argument("--scale", type=float, default=1.0)
show = commands.add_parser("show")
show.add_argument("--format", choices=["json", "text"], default="text")
print(parser.parse_args(["-vv", "add", "1", "2", "--scale", "0.5"]))
print(parser.parse_args(["show", "--format=json"]))
for bad in (["add", "x"], ["show", "--format", "xml"], []):
    err = io.StringIO()
    with contextlib.redirect_stderr(err):
        try:
            parser.parse_args(bad)
        except SystemExit as e:
            print("exit", e.code, err.getvalue().startswith("usage: tool"))
