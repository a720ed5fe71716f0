"""Causes, contexts, notes, finally, groups."""

class AppError(Exception):
    def __init__(self, code, message):
        super().__init__(message)
        self.code = code

def load():
    try:
        {}["key"]
    except KeyError as e:
        raise AppError(7, "no key") from e

try:
    load()
except AppError as e:
    e.add_note("while loading")
    print(repr(e), e.code, repr(e.__cause__), e.__notes__, e.args)
def order():
    try:
        print("try")
        return "returned"
    except Exception:
        print("except")
    else:
        print("else")
    finally:
        print("finally")
print(order())
try:
    raise ExceptionGroup("many", [ValueError("v"), TypeError("t"), ExceptionGroup("inner", [KeyError("k")])])
except* ValueError as g:
    print("values", g.exceptions)
except* (TypeError, KeyError) as g:
    print("others", g.exceptions)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        int("x")
except ValueError as e:
    print(type(e.__context__).__name__, e.__suppress_context__)
