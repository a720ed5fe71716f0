"""Parsing music written in letters."""
NOTES = {"o": 4, "o|": 2, ".|": 1}
print([NOTES[x] for x in "o o| .| o| o| .| .| .| .| o o".split()], "".join(str(i) + " " for i in range(6)).strip(), len(set("xyzXYZ".lower())))
