# Fails by its own exception; nothing of the sandbox is to blame: PROGRAM_ERROR, exit code 1.
# ./cofferdam run examples/program_error.py
orders = {"a17": 3}
print(orders["b42"])
