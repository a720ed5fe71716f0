"""call_soon, call_later, futures and shields."""
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    order = []
    loop.call_later(0.3, order.append, "later")
    loop.call_soon(order.append, "soon")
    future = loop.create_future()
    loop.call_later(0.01, future.set_result, "set")
    future.add_done_callback(lambda f: order.append("callback"))
    print(await future)
    await asyncio.sleep(0.4)
    print(order, future.done(), loop.is_running())
    inner = asyncio.ensure_future(asyncio.sleep(0.01, "survived"))
    try:
        await asyncio.wait_for(asyncio.shield(inner), 0.001)
    except asyncio.TimeoutError:
        print("outer timed out;", await inner)
    done, pending = await asyncio.wait([asyncio.create_task(asyncio.sleep(d, d)) for d in (0.01, 0.5)], return_when=asyncio.FIRST_COMPLETED)
    print([t.result() for t in done], len(pending))
    for t in pending:
        t.cancel()

asyncio.run(main())
