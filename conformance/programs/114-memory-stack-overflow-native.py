# A C-level stack overflow in a child is SIGSEGV, also on a stack of 1 MiB.
import resource
import subprocess
import sys

code = "import sys; sys.setrecursionlimit(10**9); f = lambda x: f.__call__(x); f(1)"
print(subprocess.run([sys.executable, "-c", code], capture_output=True).returncode)
small = (1 << 20, 1 << 20)
print(subprocess.run([sys.executable, "-c", code], capture_output=True,
                     preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_STACK, small)).returncode)
