"""Tasks side by side: gather, order of completion, timeouts, cancellation."""
import asyncio

async def work(name, delay, fail=False):
    await asyncio.sleep(delay)
    print("done", name)
    if fail:
        raise ValueError(name)
    return name.upper()

async def main():
    print(await asyncio.gather(work("b", 0.02), work("a", 0.01), work("c", 0.03)))
    print(await asyncio.gather(work("x", 0.01, True), work("y", 0.02), return_exceptions=True))
    try:
        await asyncio.wait_for(work("slow", 5), 0.02)
    except asyncio.TimeoutError:
        print("timeout")
    task = asyncio.create_task(work("never", 5))
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled", task.cancelled())
    for done in asyncio.as_completed([work("2", 0.02), work("1", 0.01)]):
        print(await done)

asyncio.run(main())
