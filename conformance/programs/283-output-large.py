# Three mebibytes of lines on stdout.
import string

tail = (string.ascii_lowercase + string.digits)[:36]
for number in range(48 * 1024):
    print(f"{number:08} {number * 2654435761 % 2**32:010} {tail} {tail[:7]}")
