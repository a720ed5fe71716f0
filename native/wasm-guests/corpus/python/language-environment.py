"""The environment of the program."""
import os
import getpass
import locale
import shutil

print(sorted(k for k in os.environ if k in ("HOME", "LANG", "USER")), os.environ["USER"], os.getenv("NOPE", "none"), getpass.getuser(), os.path.expanduser("~/x"))
os.environ["ADDED"] = "é"
print(os.getenv("ADDED"), os.environ.pop("ADDED"), "ADDED" in os.environ, os.path.expandvars("$USER/$NOPE"), locale.getpreferredencoding(False).lower())
print(shutil.which("surely-not-here"), os.sep, os.linesep == "\n", os.name, os.curdir, shutil.get_terminal_size((80, 24)).columns, os.getcwd() == os.path.abspath("."))
