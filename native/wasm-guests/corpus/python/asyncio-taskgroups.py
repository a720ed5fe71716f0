"""Task groups and their exception groups; async iteration and contexts."""
import asyncio
from contextlib import asynccontextmanager

class Countdown:
    def __init__(self, n):
        self.n = n
    def __aiter__(self):
        return self
    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        await asyncio.sleep(0)
        return self.n

@asynccontextmanager
async def resource():
    print("open")
    yield "r"
    print("close")

async def bad(n):
    await asyncio.sleep(n / 1000)
    raise ValueError(f"bad {n}")

async def gen():
    for i in range(3):
        yield i
        await asyncio.sleep(0)

async def main():
    async with resource() as r:
        print(r, [x async for x in Countdown(3)], [x * 2 async for x in gen() if x])
    async with asyncio.TaskGroup() as group:
        t = group.create_task(asyncio.sleep(0.001, "result"))
    print(t.result())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(bad(1))
            group.create_task(asyncio.sleep(1))
    except* ValueError as e:
        print([str(x) for x in e.exceptions])
    try:
        async with asyncio.timeout(0.01):
            await asyncio.sleep(1)
    except TimeoutError:
        print("timed out")

asyncio.run(main())
