# Logs to a file with rotation, warnings, and arguments of a command.
import argparse
import logging
import logging.handlers
import os
import warnings

handler = logging.handlers.RotatingFileHandler("log.txt", maxBytes=200, backupCount=2)
handler.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s"))
logger = logging.getLogger("a.b")
logger.addHandler(handler)
logger.setLevel("INFO")
for number in range(30):
    logger.info("message %d", number)
logger.debug("never")
print(sorted(name for name in os.listdir(".") if name.startswith("log")), open("log.txt").read().splitlines()[-1])
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warnings.warn("old", DeprecationWarning)
    print([(str(w.message), w.category.__name__) for w in caught])
parser = argparse.ArgumentParser(prog="tool", exit_on_error=False)
parser.add_argument("--number", type=int, default=5)
parser.add_argument("names", nargs="+")
print(parser.parse_args(["--number", "7", "a", "b"]), parser.format_usage())
try:
    parser.parse_args(["--number", "x", "a"])
except argparse.ArgumentError as error:
    print(error)
