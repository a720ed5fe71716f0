"""shlex and getopt."""
import shlex
import getopt

print(shlex.split("cp 'my file' \"other $x\" -r # not split", comments=True), shlex.quote("it's"), shlex.join(["a b", "c"]))
print(getopt.getopt(["-a", "-b", "5", "--long=x", "rest"], "ab:", ["long="]))
try:
    shlex.split("'unclosed")
except ValueError as e:
    print(e)
try:
    getopt.getopt(["-z"], "a")
except getopt.GetoptError as e:
    print(e)
