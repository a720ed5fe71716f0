# The shell: substitution, here documents, traps, background jobs, redirections.
import subprocess

script = """
set -u
echo "sum $((6 * 7)) $(echo nested $(echo deep))"
cat <<END | tr a-z A-Z
here document
END
trap 'echo trapped' USR1; kill -USR1 $$
(exit 4); echo "status $?"
sleep 0.1 & wait $!; echo "waited $?"
false | true; echo "pipe $?"
echo to-file > out.txt; read -r line < out.txt; echo "read $line"
exec 3>fd3.txt; echo three >&3; exec 3>&-; cat fd3.txt
for i in 1 2 3; do printf '%02d ' "$i"; done; echo
trap 'echo bye' EXIT
"""
print(subprocess.run(["sh"], input=script, capture_output=True, text=True).stdout)
