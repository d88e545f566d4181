"""Where the pages are served, and what would keep them from being served there. Knows no web server."""

from __future__ import annotations

import errno
import ipaddress
import os
import socket
from dataclasses import dataclass

_LOCAL_NAMES = ("localhost", "ip6-localhost")


class ServingError(Exception):
    """The pages can't be served; the message says in Chinese why and what to do."""


@dataclass(frozen=True)
class Address:
    """A host and a port to listen on."""

    host: str
    port: int

    @property
    def is_local(self) -> bool:
        """Whether only this computer can reach it."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host.lower() in _LOCAL_NAMES

    @property
    def url(self) -> str:
        """What is typed into a browser on this computer; every address is reached by the loopback."""
        host = "127.0.0.1" if self.host in ("0.0.0.0", "::", "") else self.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}/"

    def names(self) -> frozenset[str]:
        """The `Host` headers by which a local address may be called: no other page can take its place."""
        names = {"127.0.0.1", "localhost", "[::1]", f"[{self.host}]" if ":" in self.host else self.host}
        return frozenset(f"{name}:{self.port}" for name in names) | (names if self.port == 80 else set())


def require_free(address: Address) -> None:
    """Raise `ServingError` where the address can't be listened on."""
    try:
        families = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as err:
        raise ServingError(f"不认识这个地址：{address.host}；请检查 --host") from err
    family, kind, protocol, _, place = families[0]
    with socket.socket(family, kind, protocol) as probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(place)
        except OSError as err:
            raise ServingError(_told(err, address)) from err


def _told(err: OSError, address: Address) -> str:
    if err.errno == errno.EADDRINUSE:
        return f"端口 {address.port} 已被别的程序占用；请用 --port 换一个，例如 --port {address.port % 65535 + 1}"
    if err.errno == errno.EACCES:
        return f"没有权限用端口 {address.port}；请用 --port 换一个 1024 以上的"
    if err.errno == errno.EADDRNOTAVAIL:
        return f"这台电脑没有这个地址：{address.host}；请检查 --host"
    return f"不能在 {address.host}:{address.port} 打开（{err.strerror}）"
