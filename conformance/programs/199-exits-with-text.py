# sys.exit with a text: exit code 1, the text on stderr.
import sys

print("on stdout")
sys.exit("the reason, on stderr")
