"""Files and folders that nobody but their owner can read."""

from __future__ import annotations

import os
from pathlib import Path


def private_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for their owner alone; raises OSError."""
    if not folder.is_dir():
        private_folder(folder.parent)
        folder.mkdir(exist_ok=True, mode=0o700)


def for_owner(path: str, flags: int) -> int:
    """Open a file, made for its owner alone: the opener for `open`."""
    return os.open(path, flags, 0o600)
