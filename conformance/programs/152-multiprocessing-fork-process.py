# A forked process: exit codes, names, what it shares and what it does not.
import multiprocessing
import os
import sys

state = ["parent"]


def work(code):
    state.append("child")
    if code == 9:
        os.kill(os.getpid(), 9)
    if code == 1:
        sys.stderr = open(os.devnull, "w")
        raise ValueError
    sys.exit(code)


if __name__ == "__main__":
    for code in (0, 7, 9, 1):
        process = multiprocessing.Process(target=work, args=(code,), name=f"worker-{code}")
        process.start()
        process.join()
        print(process.name, process.exitcode, process.is_alive(), state)
    print(multiprocessing.get_start_method(), multiprocessing.active_children())
