# A pipeline made of Popen objects, and the same as a shell line.
import subprocess

text = "".join(f"{number * 7919 % 1000}\n" for number in range(500))
sort = subprocess.Popen(["sort", "-n"], stdin=-1, stdout=-1)
unique = subprocess.Popen(["uniq"], stdin=sort.stdout, stdout=-1)
count = subprocess.Popen(["wc", "-l"], stdin=unique.stdout, stdout=-1, text=True)
sort.stdout.close()
unique.stdout.close()
sort.stdin.write(text.encode())
sort.stdin.close()
print(count.communicate()[0].strip(), sort.wait(), unique.wait())
line = "sort -n | uniq | head -3 | tr '\\n' ,"
print(subprocess.run(line, shell=True, input=text, capture_output=True, text=True).stdout)
