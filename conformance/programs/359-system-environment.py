# The environment and the arguments at the start.
import os
import sys

print(sorted(name for name in os.environ if name in ("PATH", "HOME", "USER", "LANG", "SHLVL", "OLDPWD", "LD_PRELOAD")))
print(os.environ["LANG"], os.environ["USER"], os.path.isdir(os.environ["HOME"]), len(sys.argv))
os.environ["NEW"] = "ü=1"
os.putenv("HIDDEN", "from putenv")
print(os.environb[b"NEW"], os.getenv("HIDDEN"), os.popen("echo $NEW $HIDDEN").read())
os.unsetenv("HIDDEN")
print(os.path.expanduser("~") == os.environ["HOME"], os.path.expandvars("$NEW ${ABSENT}"))
for name, value in (("A=B", "x"), ("", "x"), ("A\0", "x")):
    try:
        os.environ[name] = value
    except (ValueError, OSError) as error:
        print(repr(name), type(error).__name__)
