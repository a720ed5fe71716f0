"""An uncaught error of the program's own."""

class ConfigError(ValueError):
    pass

def load(path):
    raise ConfigError(f"bad file {path}")

print("start")
load("x.cfg")
