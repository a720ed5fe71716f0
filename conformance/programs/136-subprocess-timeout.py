# A timeout kills and keeps what was printed before it.
import subprocess

try:
    subprocess.run(["sh", "-c", "echo early; exec sleep 20"], capture_output=True, timeout=0.5)
except subprocess.TimeoutExpired as error:
    print(type(error).__name__, error.stdout, error.timeout)
with subprocess.Popen(["sleep", "20"]) as child:
    try:
        child.wait(timeout=0.1)
    except subprocess.TimeoutExpired:
        print("still running", child.poll())
    child.terminate()
    print(child.wait(timeout=5))
