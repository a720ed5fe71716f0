# Datagrams, pipes and plain sockets in the event loop.
import asyncio
import os
import socket


class Echo(asyncio.DatagramProtocol):
    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, address):
        self.transport.sendto(data.upper(), address)


async def main():
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(Echo, local_addr=("127.0.0.1", 0))
    client = socket.socket(type=socket.SOCK_DGRAM)
    client.setblocking(False)
    client.bind(("127.0.0.1", 0))
    await loop.sock_sendto(client, b"datagram", transport.get_extra_info("sockname"))
    print((await loop.sock_recvfrom(client, 100))[0])
    transport.close()
    reading, writing = os.pipe()
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(reading, "rb"))
    os.write(writing, b"through a pipe\n")
    os.close(writing)
    print(await reader.read())
    one, two = socket.socketpair()
    loop.add_reader(two, lambda: (print(two.recv(10)), loop.remove_reader(two)))
    one.send(b"reader")
    await asyncio.sleep(0.05)


asyncio.run(main())
