# Cancelling: caught, shielded, at the end of run.
import asyncio


async def stubborn():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("cleaning up")
        await asyncio.sleep(0.01)
        raise
    finally:
        print("finally")


async def main():
    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0.01)
    print(task.cancel("why"), task.cancelling())
    try:
        await task
    except asyncio.CancelledError as error:
        print(error.args, task.cancelled())
    inner = asyncio.create_task(asyncio.sleep(0.05, "shielded"))
    try:
        await asyncio.wait_for(asyncio.shield(inner), 0.01)
    except TimeoutError:
        print(await inner)
    asyncio.create_task(stubborn())
    await asyncio.sleep(0.01)


asyncio.run(main())
