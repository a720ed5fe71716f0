# Limits as they are: each soft one is at most its hard one.
import errno
import resource

for name in ("RLIMIT_CORE", "RLIMIT_CPU", "RLIMIT_FSIZE", "RLIMIT_DATA", "RLIMIT_STACK", "RLIMIT_NOFILE", "RLIMIT_AS",
             "RLIMIT_NPROC", "RLIMIT_MEMLOCK", "RLIMIT_SIGPENDING", "RLIMIT_NICE", "RLIMIT_RTPRIO"):
    soft, hard = resource.getrlimit(getattr(resource, name))
    print(name, hard == -1 or 0 <= soft <= hard, "unlimited" if soft == -1 else "limited")
print(resource.getrlimit(resource.RLIMIT_CORE)[0], resource.getpagesize())
soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
print(resource.prlimit(0, resource.RLIMIT_NOFILE) == (soft, hard))
for label, call in (
    ("raise the hard one", lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard + 1))),
    ("soft above hard", lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (20, 10))),
    ("unknown", lambda: resource.getrlimit(99)),
    ("of another", lambda: resource.prlimit(99999999, resource.RLIMIT_NOFILE)),
    ("lower both", lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))),
):
    try:
        print(label, call())
    except (OSError, ValueError) as error:
        print(label, errno.errorcode[error.errno] if isinstance(error, OSError) else error)
