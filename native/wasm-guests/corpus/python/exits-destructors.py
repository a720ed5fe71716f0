"""What runs when objects go: del, scopes, the end of the program."""
import weakref

class Thing:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("gone", self.name)

def scope():
    a = Thing("local")
    print("in scope")

scope()
b = Thing("deleted")
r = weakref.ref(b)
del b
print(r(), "after del")
weakref.finalize(Thing("temporary"), print, "finalized")
last = Thing("at the end")
print("last line")
