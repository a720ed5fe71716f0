# Prints without end; at ten times the limit it is killed: OUTPUT_LIMIT, exit code 137.
# ./cofferdam run --quiet examples/output_flood.py > /dev/null
line = "x" * 4095 + "\n"
while True:
    print(line, end="")
