"""Justified text, a box around it, a table with columns."""

def justify(text, width):
    lines, line = [], []
    for word in text.split():
        if sum(map(len, line)) + len(line) + len(word) > width:
            gaps = len(line) - 1 or 1
            space, extra = divmod(width - sum(map(len, line)), gaps)
            lines.append("".join(w + " " * (space + (i < extra)) * (i < gaps) for i, w in enumerate(line)))
            line = []
        line.append(word)
    return lines + [" ".join(line).ljust(width)]

box = justify("Of all the things that I have lost, I miss my mind the most.", 18)
print("┌" + "─" * 18 + "┐", *("│" + line + "│" for line in box), "└" + "─" * 18 + "┘", sep="\n")
rows = [("name", "qty"), ("apple", 3), ("kiwi", 12)]
widths = [max(len(str(r[i])) for r in rows) for i in range(2)]
print("\n".join(f"{a:<{widths[0]}} | {b:>{widths[1]}}" for a, b in rows))
