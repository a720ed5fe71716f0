# Signal handlers of the loop, and SIGINT as a cancellation.
import asyncio
import os
import signal


async def main():
    loop, seen = asyncio.get_running_loop(), asyncio.Queue()
    for name in ("SIGUSR1", "SIGTERM"):
        loop.add_signal_handler(getattr(signal, name), seen.put_nowait, name)
    os.kill(os.getpid(), signal.SIGUSR1)
    print(await seen.get())
    loop.call_later(0.05, os.kill, os.getpid(), signal.SIGTERM)
    print(await asyncio.wait_for(seen.get(), 5), loop.remove_signal_handler(signal.SIGTERM))
    loop.call_later(0.05, os.kill, os.getpid(), signal.SIGINT)
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        print("cancelled")
        raise


try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("KeyboardInterrupt")
