"""A real browser without a window, and what it receives from the server drawn as a terminal would."""

from __future__ import annotations

import base64
import json
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

COLUMNS, ROWS = 80, 24
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip


def drawn(screen: Any) -> str:
    """A pyte screen as text, a line each row: a wide character's second cell is empty, also while half is drawn."""
    rows = (screen.buffer[row] for row in range(screen.lines))
    return "\n".join("".join(row[column].data for column in range(screen.columns)).rstrip() for row in rows)


class Browser:
    """One page in Chromium: keys and pastes go in through the page, the screen is read from what the page is sent."""

    def __init__(self, profile: Path, downloads: Path) -> None:
        import pyte
        from selenium import webdriver

        options = webdriver.ChromeOptions()
        for flag in (*FLAGS, f"--user-data-dir={profile}", "--window-size=1000,700"):
            options.add_argument(flag)
        options.binary_location = CHROMIUM or ""
        options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
        options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
        service = webdriver.ChromeService(executable_path=DRIVER, env={**os.environ, "NO_PROXY": "*"})
        self.driver = webdriver.Chrome(options=options, service=service)
        self.requested: list[str] = []
        self._pyte = pyte
        self._clear()

    def open(self, url: str) -> None:
        """Open a page; its screen begins anew."""
        self._clear()
        self.driver.get(url)

    def type(self, text: str) -> None:
        """Type into what has the focus, a key a character."""
        from selenium.webdriver import ActionChains

        ActionChains(self.driver).send_keys(text).perform()

    def compose(self, text: str) -> None:
        """Commit a text as an input method does: composed, changed, and put in at once."""
        letters = "pinyin"
        for length in range(1, len(letters) + 1):
            self._tell("Input.imeSetComposition", text=letters[:length], selectionStart=length, selectionEnd=length)
        self._tell("Input.insertText", text=text)

    def paste(self, text: str) -> None:
        """Paste a text into what has the focus."""
        self.driver.execute_script(
            "const data = new DataTransfer(); data.setData('text/plain', arguments[0]);"
            "document.activeElement.dispatchEvent("
            "new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));",
            text,
        )

    def shown(self) -> str:
        """The screen as text, a line each row."""
        self._read()
        return drawn(self._screen)

    def until(self, text: str, seconds: float = 60) -> None:
        """Wait until `text` is on the screen."""
        self.wait_for(lambda: text in self.shown(), seconds, lambda: f"{text!r} is not shown:\n{self.shown()}")

    def wait_for(self, holds: Callable[[], Any], seconds: float = 60, told: Callable[[], str] = str) -> None:
        """Wait until something holds."""
        end = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < end, told()
            time.sleep(0.1)

    def close(self) -> None:
        """End the browser."""
        self.driver.quit()

    def _tell(self, command: str, **arguments: Any) -> None:
        self.driver.execute_cdp_cmd(command, arguments)

    def _clear(self) -> None:
        self._screen = self._pyte.Screen(COLUMNS, ROWS)
        self._stream = self._pyte.ByteStream(self._screen)

    def _read(self) -> None:
        """Take in what has come since: what the page asked for, and what it was sent to draw."""
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            told = message["params"]
            if message["method"] == "Network.requestWillBeSent":
                self.requested.append(told["request"]["url"])
            elif message["method"] == "Network.webSocketFrameSent" and '["resize"' in told["response"]["payloadData"]:
                _, size = json.loads(told["response"]["payloadData"])
                self._screen.resize(size["height"], size["width"])
            elif message["method"] == "Network.webSocketFrameReceived" and told["response"]["opcode"] == 2:
                self._stream.feed(base64.b64decode(told["response"]["payloadData"]))
