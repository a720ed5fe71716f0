# The longest argument, and arguments that together are too many.
import errno
import subprocess

for label, arguments in (
    ("one of 131071", ["x" * 131_071]),
    ("one of 131072", ["x" * 131_072]),
    ("a thousand of 1000", ["x" * 1000] * 1000),
    ("thirty thousand", ["x"] * 30_000),
    ("too much", ["x" * 100_000] * 80),
):
    try:
        out = subprocess.run(["printf", "%.1s", *arguments] if len(arguments) > 1 else ["true", *arguments],
                             executable="/usr/bin/printf" if len(arguments) > 1 else "/bin/true",
                             capture_output=True).stdout
        print(label, len(out))
    except OSError as error:
        print(label, errno.errorcode[error.errno])
