"""An uncaught error with a cause."""
def run():
    try:
        int("abc")
    except ValueError as e:
        raise RuntimeError("cannot run") from e

run()
