# A stream server with clients, over TCP and a Unix socket.
import asyncio
import os


async def serve(reader, writer):
    while line := await reader.readline():
        writer.write(line[::-1])
        await writer.drain()
    writer.close()


async def talk(reader, writer):
    answers = []
    for word in (b"one\n", b"two\n"):
        writer.write(word)
        answers.append(await reader.readexactly(4))
    writer.write_eof()
    answers.append(await reader.read())
    writer.close()
    return answers


async def main():
    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        address = server.sockets[0].getsockname()
        print(await asyncio.gather(*[talk(*await asyncio.open_connection(*address)) for _ in range(3)]))
    async with await asyncio.start_unix_server(serve, "stream.socket"):
        print(await talk(*await asyncio.open_unix_connection("stream.socket")))
    os.unlink("stream.socket")
    try:
        await asyncio.open_connection(*address)
    except ConnectionRefusedError as error:
        print(type(error).__name__)


asyncio.run(main())
