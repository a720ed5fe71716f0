# Tasks, gather, groups, queues, time limits.
import asyncio


async def work(queue, name):
    for number in range(3):
        await queue.put((name, number))
        await asyncio.sleep(0)
    return name


async def main():
    queue = asyncio.Queue()
    print(await asyncio.gather(*(work(queue, name) for name in "abc")))
    print([queue.get_nowait() for _ in range(queue.qsize())])
    print(await asyncio.gather(asyncio.sleep(0, "fine"), asyncio.to_thread(lambda: 1 / 0), return_exceptions=True))
    try:
        async with asyncio.timeout(0.05):
            await asyncio.sleep(10)
    except TimeoutError as error:
        print(type(error).__name__)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(asyncio.sleep(10))
            group.create_task(asyncio.wait_for(asyncio.sleep(10), 0.02))
    except* TimeoutError as error:
        print(len(error.exceptions))


asyncio.run(main())
