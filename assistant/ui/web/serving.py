"""The web server: textual-serve with a page of our own in Chinese, nothing from elsewhere, and a guard at the door.

Each visitor gets a process of their own. Only pages that this server sent may drive a screen: another page in
the same browser is refused by its `Origin`, a foreign name for this computer by its `Host`.
"""

from __future__ import annotations

import logging
import shlex
import subprocess
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp_jinja2
from aiohttp import web
from textual_serve.server import Server

from assistant.ui.web.address import Address, ServingError

MOST_VISITORS = 12
FONT_SIZE = 20
FULL = "现在用的人多，请过一会儿再打开这一页。"
_PAGE = Path(__file__).parent / "page"
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class PageServer(Server):
    """Serves one screen to every visitor; `idle_seconds` without a key or a touch begin it anew (0: never)."""

    def __init__(self, command: str, address: Address, title: str, idle_seconds: int = 0) -> None:
        super().__init__(command, host=address.host, port=address.port, title=title, templates_path=_PAGE)
        self._address = address
        self._idle_seconds = idle_seconds
        self._visitors = 0

    def initialize_logging(self) -> None:
        """Faults only, on standard error."""
        logging.basicConfig(level=logging.WARNING, format="%(message)s")

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()

        @web.middleware
        async def guard(request: web.Request, handler: _Handler) -> web.StreamResponse:
            self._require_own(request)
            return await handler(request)

        app.middlewares.append(guard)
        return app

    def _require_own(self, request: web.Request) -> None:
        """Refuse what no page of this server can have asked for."""
        origin = request.headers.get("Origin")
        if self._address.is_local and request.host not in self._address.names():
            raise web.HTTPForbidden(text="请用本机的地址打开。")
        if origin is not None and urlsplit(origin).netloc != request.host:
            raise web.HTTPForbidden(text="别的网页不能打开这里。")

    async def on_startup(self, app: web.Application) -> None:
        """Say where the page is."""
        reach = "只有这台电脑能打开" if self._address.is_local else "别的电脑也能打开，没有登录"
        print(f"{self.title}：请在浏览器里打开 {self._address.url}（{reach}）\n按 Ctrl+C 结束。", flush=True)

    @aiohttp_jinja2.template("app_index.html")
    async def handle_index(self, request: web.Request) -> dict[str, Any]:
        """The page; all of its addresses are relative, so that it works under any name."""
        full = self._visitors >= MOST_VISITORS
        size = request.query.get("fontsize", "")
        return {
            "title": self.title,
            "font_size": int(size) if size.isdecimal() and 8 <= int(size) <= 60 else FONT_SIZE,
            "idle_seconds": self._idle_seconds,
            "full": FULL if full else "",
        }

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """One visitor's screen."""
        if self._visitors >= MOST_VISITORS:
            raise web.HTTPServiceUnavailable(text=FULL)
        self._visitors += 1
        try:
            return await super().handle_websocket(request)
        finally:
            self._visitors -= 1


def serve(arguments: Sequence[str], address: Address, title: str, idle_seconds: int = 0) -> None:
    """Serve `yibao` with these arguments until it is ended; raises `ServingError`."""
    words = [sys.executable, "-m", "assistant", *arguments]
    command = subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)
    try:
        PageServer(command, address, title, idle_seconds).serve()
    except OSError as err:
        raise ServingError(f"不能在 {address.host}:{address.port} 打开（{err.strerror}）") from err
