# Leaves a child behind that still holds its output; the run ends with the script all the same.
# ./cofferdam run examples/ordinary/background.sh
sleep 300 &
echo "done, with $! still asleep"
