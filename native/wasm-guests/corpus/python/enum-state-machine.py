"""A state machine over an enumeration."""
from enum import Enum

class State(Enum):
    IDLE = "idle"
    RUNNING = "running"
    DONE = "done"

MOVES = {(State.IDLE, "start"): State.RUNNING, (State.RUNNING, "finish"): State.DONE, (State.RUNNING, "stop"): State.IDLE}

def run(events):
    state = State.IDLE
    for event in events:
        try:
            state = MOVES[state, event]
            print(event, "->", state.value)
        except KeyError:
            print(event, "is not possible in", state.value)
    return state

print(run(["finish", "start", "stop", "start", "finish", "start"]))
