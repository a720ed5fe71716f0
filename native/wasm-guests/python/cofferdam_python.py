"""The component's application: what componentize-py imports while it takes the snapshot.

Everything here runs once, at build time. The order matters: the library is read from the build's disk,
the modules that programs often want are imported, then what wasm cannot do is replaced, and only then
is the heap frozen.
"""

import gc

import wit_world
from _cofferdam import clock_loop, keys, library, missing, network, preload, processes, program, system

gc.disable()
library.take()
preload.all_modules()
missing.watch()
processes.refuse()
network.refuse()
system.fill_in()
keys.fill_in()
clock_loop.install()
library.leave_the_build()
program.remember_the_modules()
gc.collect()
gc.freeze()
gc.enable()


class WitWorld(wit_world.WitWorld):
    """The world's exports, found by this name."""

    def exec(self, request: str) -> int:
        return program.run(request)
