# The same for the shell, with what it sees of its processes: itself as PID 1 and its children.
# ./cofferdam run examples/hello.sh
echo "Hello from inside the cofferdam, as $(id -un) with PID $$."
ps -eo pid,user,args
