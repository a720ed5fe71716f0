"""array, memoryview, bisect, queue, uuid, ipaddress, secrets: small modules."""
import array
import queue
import uuid
import ipaddress
import secrets
import colorsys
import string

a = array.array("i", [1, 2, 3])
a.append(4)
print(a, a.itemsize, a.tobytes().hex(), array.array("d", [1.5])[0])
q = queue.PriorityQueue()
for x in (3, 1, 2):
    q.put(x)
print([q.get() for _ in range(3)], q.empty(), uuid.uuid5(uuid.NAMESPACE_DNS, "example.org"), uuid.UUID(int=5), uuid.uuid4().version)
net = ipaddress.ip_network("192.168.0.0/29")
print(list(net.hosts())[:2], net.num_addresses, ipaddress.ip_address("::1").is_loopback, ipaddress.ip_address("10.0.0.1") in ipaddress.ip_network("10.0.0.0/8"))
print(len(secrets.token_hex(8)), secrets.compare_digest("a", "a"), colorsys.rgb_to_hsv(1, 0.5, 0), len(string.printable))
