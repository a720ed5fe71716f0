# uname, users, groups, the number of CPUs: sane, whatever the kernel's version.
import grp
import os
import platform
import pwd
import re
import socket

names = os.uname()
print(names.sysname, names.machine, bool(re.match(r"\d+\.\d+", names.release)), names.nodename == socket.gethostname())
print(int(names.release.split(".")[0]) >= 4, names.version != "", 1 <= os.cpu_count() <= 1024)
print(pwd.getpwuid(0).pw_name, grp.getgrgid(0).gr_name, pwd.getpwnam("root").pw_dir)
for call in (lambda: pwd.getpwnam("absent-user"), lambda: grp.getgrgid(987654)):
    try:
        call()
    except KeyError as error:
        print(type(error).__name__)
print(len(os.getloadavg()), platform.system(), platform.libc_ver()[0], platform.architecture()[0])
print([os.sysconf(name) for name in ("SC_PAGE_SIZE", "SC_CLK_TCK", "SC_OPEN_MAX")][:2], os.confstr("CS_PATH"))
print(os.sysconf("SC_NPROCESSORS_ONLN") >= 1, os.sysconf("SC_PHYS_PAGES") > 10_000, os.sysconf("SC_IOV_MAX"))
