"""logging to standard error and to a buffer."""
import io
import logging

buf = io.StringIO()
handler = logging.StreamHandler(buf)
handler.setFormatter(logging.Formatter("%(levelname)s:%(name)s:%(message)s"))
log = logging.getLogger("app.db")
log.addHandler(handler)
log.setLevel(logging.INFO)
log.debug("hidden")
log.info("shown %d %s", 1, "x")
log.warning("careful")
try:
    1 / 0
except ZeroDivisionError:
    log.exception("failed")
lines = buf.getvalue().splitlines()
print(lines[:3], lines[-1], log.getEffectiveLevel(), logging.getLogger("app").level)
logging.warning("to stderr")
class Filter(logging.Filter):
    def filter(self, record):
        return "secret" not in record.getMessage()
handler.addFilter(Filter())
log.info("a secret")
print("secret" in buf.getvalue())
