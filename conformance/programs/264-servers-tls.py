# TLS contexts, and a handshake that fails without a certificate, all in memory.
import ssl

context = ssl.create_default_context()
print(context.check_hostname, context.verify_mode.name, context.minimum_version.name)
print(len(context.get_ciphers()) > 5, ssl.OPENSSL_VERSION.split()[0])
client_in, client_out, server_in, server_out = (ssl.MemoryBIO() for _ in range(4))
client = context.wrap_bio(client_in, client_out, server_hostname="localhost")
server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).wrap_bio(server_in, server_out, server_side=True)
try:
    client.do_handshake()
except ssl.SSLWantReadError as error:
    print(type(error).__name__, client_out.pending > 100)
server_in.write(client_out.read())
try:
    server.do_handshake()
except ssl.SSLError as error:
    print(error.reason)
client_in.write(server_out.read())
try:
    client.do_handshake()
except ssl.SSLError as error:
    print(error.reason)
print(len(ssl.RAND_bytes(16)))
