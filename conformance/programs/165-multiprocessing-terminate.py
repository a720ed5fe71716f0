# terminate, kill, sentinels and daemons.
import multiprocessing
import time
from multiprocessing.connection import wait

if __name__ == "__main__":
    for method in ("terminate", "kill"):
        process = multiprocessing.Process(target=time.sleep, args=(30,))
        process.start()
        print(wait([process.sentinel], timeout=0.05), process.exitcode)
        getattr(process, method)()
        print(wait([process.sentinel], timeout=20) == [process.sentinel])
        process.join()
        print(method, process.exitcode)
    daemon = multiprocessing.Process(target=time.sleep, args=(300,), daemon=True)
    daemon.start()
    print(daemon.is_alive())
