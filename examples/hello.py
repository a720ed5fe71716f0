# The smallest run: a greeting, exit code 0, no diagnosis.
# ./cofferdam run examples/hello.py
print("Hello from inside the cofferdam.")
