# Cannot write where nobody may, does not need to, and fails for another reason: PROGRAM_ERROR, exit code 3.
# ./cofferdam run examples/coped/readonly.sh
touch /usr/marker 2>/dev/null
echo "checksum mismatch" >&2
exit 3
