# Talks to itself over a Unix socket, all in one event loop.
# ./cofferdam run examples/ordinary/async_echo.py
import asyncio


async def echo(reader, writer):
    writer.write((await reader.readline()).upper())
    writer.close()


async def main():
    async with await asyncio.start_unix_server(echo, "/tmp/echo.sock"):
        answers = await asyncio.gather(*(ask(n) for n in range(20)))
    print(answers[0], answers[-1])


async def ask(number):
    reader, writer = await asyncio.open_unix_connection("/tmp/echo.sock")
    writer.write(f"hello {number}\n".encode())
    answer = await reader.readline()
    writer.close()
    return answer.decode().strip()


asyncio.run(main())
