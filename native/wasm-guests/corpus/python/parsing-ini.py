"""configparser: sections, defaults, interpolation, writing."""
import configparser
import io

c = configparser.ConfigParser()
c.read_string("""
[DEFAULT]
home = /srv
debug = no
[web]
root = %(home)s/www
port = 8080
debug = yes
; comment
[db]
name = x
""")
print(c.sections(), c["web"]["root"], c.getint("web", "port"), c.getboolean("web", "debug"), c.getboolean("db", "debug"))
print(c.get("db", "missing", fallback="none"), c.has_option("db", "home"), dict(c["db"]))
c["new"] = {"a": "1"}
out = io.StringIO()
c.write(out)
print(out.getvalue())
try:
    c["nope"]
except KeyError as e:
    print(e)
