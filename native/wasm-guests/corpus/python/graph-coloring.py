"""Map colouring by backtracking."""

NEIGHBOURS = {"WA": "NT SA", "NT": "WA SA Q", "SA": "WA NT Q NSW V", "Q": "NT SA NSW", "NSW": "Q SA V", "V": "SA NSW", "T": ""}

def colour(left, chosen):
    if not left:
        return chosen
    node, *rest = left
    for c in "rgb":
        if all(chosen.get(o) != c for o in NEIGHBOURS[node].split()):
            if result := colour(rest, chosen | {node: c}):
                return result
    return None

result = colour(list(NEIGHBOURS), {})
print(result, all(result[a] != result[b] for a in NEIGHBOURS for b in NEIGHBOURS[a].split()))
