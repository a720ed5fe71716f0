# XML-RPC on loopback: values, faults, introspection.
import threading
import xmlrpc.client
import xmlrpc.server

with xmlrpc.server.SimpleXMLRPCServer(("127.0.0.1", 0), logRequests=False, allow_none=True) as server:
    server.register_function(pow)
    server.register_function(lambda text: text[::-1], "reverse")
    server.register_introspection_functions()
    threading.Thread(target=server.serve_forever, args=(0.05,)).start()
    with xmlrpc.client.ServerProxy(f"http://127.0.0.1:{server.server_address[1]}", allow_none=True) as proxy:
        print(proxy.pow(2, 10), proxy.reverse("grün <&>"), proxy.system.listMethods())
        for call in (lambda: proxy.absent(), lambda: proxy.pow("a", "b")):
            try:
                call()
            except xmlrpc.client.Fault as fault:
                print(fault.faultCode, fault.faultString.split(":")[0])
    server.shutdown()
