# statvfs, fstatvfs and pathconf: fields that hold anywhere.
import os

here, by_handle, usr = os.statvfs("."), os.fstatvfs(os.open(".", os.O_RDONLY)), os.statvfs("/usr")
print(here.f_namemax, here.f_bsize, here.f_frsize, here.f_bavail <= here.f_bfree <= here.f_blocks)
print(here.f_blocks == by_handle.f_blocks, here.f_files > 0, here.f_ffree > 0, here.f_favail > 0)
print("read only:", bool(here.f_flag & os.ST_RDONLY), usr.f_blocks > 0)
print("no set-id:", bool(here.f_flag & os.ST_NOSUID), "no programs:", bool(here.f_flag & os.ST_NOEXEC))
print([os.pathconf(".", name) for name in ("PC_NAME_MAX", "PC_PATH_MAX", "PC_PIPE_BUF", "PC_LINK_MAX")])
