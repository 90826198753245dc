"""A TCP proxy that cuts, stalls or answers BYE: the network as it is on a bad day."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Proxy:
    """Passes bytes on to `target` until the fault: after `after` bytes from the server, "cut", "stall" or "bye".

    Each fault serves one connection; with none left the proxy is transparent.
    """

    target: int
    faults: list[tuple[str, int]] = field(default_factory=list)
    port: int = 0
    connections: int = 0

    def __enter__(self) -> Proxy:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._open: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()
        for one in self._open:
            one.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                self.connections += 1
                server = socket.create_connection(("127.0.0.1", self.target))
                self._open += [client, server]
                fault = self.faults.pop(0) if self.faults else ("", 0)
                threading.Thread(target=self._pump, args=(client, server, ("", 0)), daemon=True).start()
                threading.Thread(target=self._pump, args=(server, client, fault), daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket, fault: tuple[str, int]) -> None:
        kind, after = fault
        passed = 0
        with contextlib.suppress(OSError):
            while data := source.recv(4096):
                if kind and passed + len(data) > after:
                    self._fail(kind, sink, source, data[: max(0, after - passed)])
                    return
                sink.sendall(data)
                passed += len(data)
            sink.shutdown(socket.SHUT_WR)

    def _fail(self, kind: str, client: socket.socket, server: socket.socket, rest: bytes) -> None:
        client.sendall(rest)
        if kind == "bye":
            client.sendall(b"\r\n* BYE going down for maintenance\r\n")
        if kind != "stall":
            client.close()
            server.close()


@contextlib.contextmanager
def silent_server() -> Iterator[tuple[int, list[socket.socket]]]:
    """A server that accepts and never speaks: its port and the connections it took."""
    taken: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def accept() -> None:
            while True:
                try:
                    taken.append(listener.accept()[0])
                except OSError:
                    return

        threading.Thread(target=accept, daemon=True).start()
        yield listener.getsockname()[1], taken
    for one in taken:
        one.close()
