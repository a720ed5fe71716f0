"""Producers and consumers over a queue, with a semaphore and an event."""
import asyncio

async def producer(queue, n):
    for i in range(n):
        await queue.put(i)
    await queue.put(None)

async def consumer(queue, seen):
    while (item := await queue.get()) is not None:
        await asyncio.sleep(0)
        seen.append(item * item)

async def limited(sem, i, order):
    async with sem:
        order.append(("in", i))
        await asyncio.sleep(0.001 * (3 - i))
        order.append(("out", i))

async def main():
    queue, seen = asyncio.Queue(maxsize=2), []
    await asyncio.gather(producer(queue, 5), consumer(queue, seen))
    print(seen, queue.empty())
    sem, order = asyncio.Semaphore(1), []
    await asyncio.gather(*(limited(sem, i, order) for i in range(3)))
    print(order)
    event = asyncio.Event()
    async def waiter():
        await event.wait()
        return "woken"
    t = asyncio.create_task(waiter())
    await asyncio.sleep(0.001)
    event.set()
    print(await t)

asyncio.run(main())
