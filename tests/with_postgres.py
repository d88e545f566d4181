"""Runs a command beside a real PostgreSQL of its own: `python tests/with_postgres.py COMMAND…`.

The server is made anew in a temporary folder, listens on this machine only, and is gone afterwards. The
command finds it in YIBAO_TEST_POSTGRES. Standard library only; needs Debian's package `postgresql` or its like.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "yibao"


def programs() -> Path | None:
    """The folder of PostgreSQL's own programs, the newest version's where there are several."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).resolve().parent if on_path else None


def someone() -> dict[str, object]:
    """Whom to run the server as: it refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = names.get("postgres") or names["nobody"]
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


@contextmanager
def folder_for(owner: dict[str, object]) -> Iterator[Path]:
    """A temporary folder that the server's user can reach: in TMPDIR if it may be, or else in /tmp."""
    for place in (None, "/tmp"):
        folder = Path(tempfile.mkdtemp(prefix="postgres-", dir=place))
        if owner:
            os.chown(folder, int(str(owner["user"])), int(str(owner["group"])))
        try:
            reached = subprocess.run(["ls", folder], capture_output=True, check=False, **owner).returncode == 0  # type: ignore[call-overload]
            if reached:
                yield folder
                return
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    raise SystemExit("PostgreSQL's user can reach no temporary folder")


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(bin: Path) -> Iterator[str]:
    """A running server; gives its URL."""
    owner = someone()
    with folder_for(owner) as folder:
        data, log, port = folder / "data", folder / "log", free_port()

        def run(*command: object) -> None:
            told = subprocess.run(
                list(map(str, command)), cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE, text=True, check=False, **owner,
            )  # type: ignore[call-overload]
            if told.returncode:
                raise SystemExit(f"{command[0]} failed: {told.stderr}\n{log.read_text() if log.exists() else ''}")

        run(bin / "initdb", "-D", data, "-A", "trust", "-U", USER, "-E", "UTF8", "--locale=C", "--no-sync")
        options = f"-c listen_addresses=127.0.0.1 -c unix_socket_directories='' -p {port}"
        run(bin / "pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "start")
        try:
            yield f"postgresql://{USER}@127.0.0.1:{port}/postgres"
        finally:
            run(bin / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def main() -> int:
    """Run the command; its exit status."""
    bin = programs()
    if bin is None:
        print("PostgreSQL is missing; on Debian: apt-get install postgresql", file=sys.stderr)
        return 1
    with server(bin) as url:
        return subprocess.run(sys.argv[1:], env={**os.environ, "YIBAO_TEST_POSTGRES": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
