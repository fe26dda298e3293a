# SPDX-License-Identifier: Apache-2.0
"""For tests: a proxy for HTTP, plain and by CONNECT, that asks for credentials where it is given some.

    with Proxy("user", "password") as proxy:
        run(f"http://user:password@127.0.0.1:{proxy.port}")
        assert proxy.lines == ["GET http://127.0.0.1:8000/x HTTP/1.1"]
"""

import base64
import socket
import threading


class Proxy:
    """`lines` has the first line of each request that was passed on, `refused` of those without the credentials; `told` all header lines that came."""

    def __init__(self, user=None, password=""):
        self.wanted = None if user is None else "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()
        self.lines = []
        self.refused = []

    def __enter__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def serve(self, client):
        """One request of a connection, and then whatever comes: enough for clients whose connections lead to one host."""
        with client:
            head = b""
            while b"\r\n\r\n" not in head:
                read = client.recv(65536)
                if not read:
                    return
                head += read
            head, rest = head.split(b"\r\n\r\n", 1)
            first, *headers = head.decode("latin-1").split("\r\n")
            by_name = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in headers)}
            if self.wanted is not None and by_name.get("proxy-authorization") != self.wanted:
                self.refused.append(first)
                client.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n")
                return
            self.lines.append(first)
            method, target, version = first.split(" ")
            is_tunnel = method == "CONNECT"
            authority, _, path = target.removeprefix("http://").partition("/")
            host, _, port = authority.rpartition(":")
            with socket.create_connection((host, int(port))) as server:
                if is_tunnel:
                    client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                else:
                    kept = [line for line in headers if not line.lower().startswith(("proxy-", "connection:"))]
                    lines = [f"{method} /{path} {version}", *kept, "Connection: close"]
                    server.sendall("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + rest)
                back = threading.Thread(target=self.pass_on, args=(server, client), daemon=True)
                back.start()
                self.pass_on(client, server)
                back.join()

    @staticmethod
    def pass_on(source, target):
        try:
            while read := source.recv(65536):
                target.sendall(read)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            pass
