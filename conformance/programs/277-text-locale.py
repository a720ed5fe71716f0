# The locale of the program and the locales that are there.
import locale
import sys

print(locale.setlocale(locale.LC_ALL, ""), locale.getlocale(), locale.getpreferredencoding())
for name in ("C", "C.UTF-8", "POSIX", "xx_XX.UTF-8"):
    try:
        print(name, locale.setlocale(locale.LC_ALL, name), locale.localeconv()["decimal_point"])
    except locale.Error as error:
        print(name, error)
print(locale.format_string("%.2f", 1234567.891, grouping=True), locale.strcoll("a", "B") > 0)
print(sys.getfilesystemencoding(), sys.getfilesystemencodeerrors(), sys.flags.utf8_mode)
print(locale.nl_langinfo(locale.CODESET), locale.nl_langinfo(locale.DAY_1))
