# Has fewer threads than it wanted and goes on; then it fails by its own exception: PROGRAM_ERROR, exit code 1.
# ./cofferdam run examples/coped/process_limit.py
import threading

done = threading.Event()
workers = []
try:
    while True:
        worker = threading.Thread(target=done.wait)
        worker.start()
        workers.append(worker)
except RuntimeError:
    done.set()
for worker in workers:
    worker.join()
raise ValueError("the results of the workers differ")
