# Modules and data from a zip file; a zip file as a program.
import subprocess
import sys
import zipfile
import zipimport

with zipfile.ZipFile("library.zip", "w") as archive:
    for name, text in (("pack/__init__.py", "name = __name__"), ("pack/data.txt", "data in the zip"),
                       ("__main__.py", "import pack, sys; print('main', pack.name, sys.argv[1:])")):
        archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), text)
sys.path.insert(0, "library.zip")
import importlib.resources

import pack

print(pack.__file__.replace("\\", "/"), type(pack.__loader__).__name__)
print((importlib.resources.files("pack") / "data.txt").read_text())
print(subprocess.run([sys.executable, "library.zip", "x"], capture_output=True, text=True).stdout)
try:
    zipimport.zipimporter("absent.zip")
except zipimport.ZipImportError as error:
    print(error)
