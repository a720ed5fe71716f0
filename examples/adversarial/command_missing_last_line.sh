# Prints COMMAND_NOT_FOUND's message and ends with its number: COMMAND_NOT_FOUND with low confidence, exit code 127.
# ./cofferdam run examples/adversarial/command_missing_last_line.sh
echo "/workspace/command_missing_last_line.sh: 3: frobnicate: not found" >&2
exit 127
