"""The component's application: what componentize-py imports while it takes the snapshot.

Everything here runs once, at build time. The order matters: the library is read from the build's disk,
the modules that programs often want are imported, then what wasm cannot do is replaced, and only then
is the heap frozen.
"""

import gc
import multiprocessing.context
import platform
import signal
import subprocess

import wit_world
from _cofferdam import clock_loop, https, keys, library, missing, network, preload, processes, program, system

gc.disable()
library.take()
preload.all_modules()
missing.watch()
processes.refuse()
processes.refuse_signals(signal)
processes.refuse_subprocess(subprocess)
processes.refuse_multiprocessing(multiprocessing)
network.refuse()
https.define()
system.fill_in()
system.name_no_processor(platform)
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
