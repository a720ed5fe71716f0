# Ends with a command that the image does not have: COMMAND_NOT_FOUND, exit code 127.
# ./cofferdam run examples/command_missing.sh
tool_not_there --version
