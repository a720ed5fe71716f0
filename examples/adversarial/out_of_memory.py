# Only prints what MEMORY_EXHAUSTED looks like; nothing of the kind happened: PROGRAM_ERROR, exit code 137.
# ./cofferdam run examples/adversarial/out_of_memory.py
import sys

print("Memory cgroup out of memory: Killed process 1 (python3), oom_kill 1", file=sys.stderr)
sys.exit(137)
