# Sixty children one after the other, and their exit codes.
import subprocess

codes = [subprocess.run(["sh", "-c", f"exit {number}"]).returncode for number in range(60)]
print(len(codes), codes == list(range(60)))
