# Uses file names and output beyond ASCII, and one name that is no UTF-8 at all.
# ./cofferdam run examples/ordinary/unicode_names.py
import os

os.makedirs("/workspace/größe/日本語")
open("/workspace/größe/日本語/Ω 🦆.txt", "w").close()
open(b"/workspace/\xff\xfe.bin", "w").close()
for where, _, files in os.walk("/workspace/größe"):
    for file in files:
        print(os.path.join(where, file))
