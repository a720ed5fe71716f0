"""A parser of commands over a world of rooms."""
WORLD = {"hall": {"north": "library", "items": ["lamp"]}, "library": {"south": "hall", "items": ["book", "key"]}}

class Game:
    def __init__(self):
        self.room, self.bag = "hall", []
    def do(self, line):
        verb, _, rest = line.lower().partition(" ")
        return getattr(self, f"do_{verb}", lambda r: f"I don't know how to {verb}.")(rest)
    def do_go(self, where):
        if where in WORLD[self.room] and where != "items":
            self.room = WORLD[self.room][where]
            return f"You are in the {self.room}."
        return "No way."
    def do_take(self, what):
        items = WORLD[self.room]["items"]
        if what in items:
            items.remove(what)
            self.bag.append(what)
            return f"Taken: {what}."
        return f"No {what} here."
    def do_look(self, _):
        return f"{self.room}: " + (", ".join(WORLD[self.room]["items"]) or "nothing")

g = Game()
for line in ("look", "take lamp", "go north", "look", "take key", "take key", "dance", "go up", "go south"):
    print(">", line, "\n" + g.do(line))
