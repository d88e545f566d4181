"""Where records are kept, as set from outside: a file, a PostgreSQL server, or nowhere."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

NOWHERE = frozenset({"off", "no", "none", "0", "不记", "不存"})
FILE_NAME = "records.db"
_POSTGRES = re.compile(r"(?:postgresql|postgres)(?:\+psycopg)?://")
_SECRET = re.compile(r"(?<=://)([^/?#]*?)(:[^@/?#]*)?@")


@dataclass(frozen=True)
class Address:
    """A place for records: `path` of a SQLite file, or else `url` of a server."""

    path: Path | None = None
    url: str = ""

    @property
    def shown(self) -> str:
        """The place as it may be shown: without a password."""
        if self.path is not None:
            return str(self.path)
        return _SECRET.sub(lambda found: f"{found[1]}@", re.sub(r"(?<=[?&])password=[^&]*&?", "", self.url))

    @property
    def key(self) -> str:
        """A name for files that belong to this place alone."""
        told = str(self.path.absolute()) if self.path else self.url
        return hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def address_of(named: str) -> Address | None:
    """The place that a path or URL names; None for `off` and its like.

    Raises:
        ValueError: a URL of a kind that isn't known; the message is Chinese.
    """
    if named.strip().lower() in NOWHERE:
        return None
    if _POSTGRES.match(named):
        return Address(url=_POSTGRES.sub("postgresql+psycopg://", named, count=1))
    if named.startswith("sqlite:///"):
        named = named.removeprefix("sqlite:///")
    elif re.match(r"[A-Za-z][A-Za-z0-9+]+://", named):
        raise ValueError("不认识的记录库地址；可以写文件路径、postgresql://… 或 off")
    path = Path(named).expanduser()
    return Address(path=path / FILE_NAME if path.is_dir() else path)
