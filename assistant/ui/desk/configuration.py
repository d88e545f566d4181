"""What stays set from one day to the next: the operator's keys and the theme, in the system's folder for settings."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from assistant.ui.desk.keys import USUAL, Keys, read_keys

_THEME = "theme"


@dataclass(frozen=True)
class Configuration:
    """The keys, their file and what is wrong with it (Chinese), the theme chosen last, and where the choice is kept."""

    keys: Keys = USUAL
    keys_file: Path | None = None
    faults: tuple[str, ...] = ()
    theme: str = ""
    file: Path | None = None

    def keep_theme(self, theme: str) -> bool:
        """Keep the theme for the next time; whether that could be done."""
        if self.file is None:
            return False
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.file.write_text(f'{_THEME} = "{theme}"\n', encoding="utf-8")
        except OSError:
            return False
        return True


def read_configuration(folder: Path, keys: Path | None = None) -> Configuration:
    """What is set in a folder: `keys.toml` (or the file `keys`) and `desk.toml`."""
    path = keys or folder / "keys.toml"
    chosen, faults = read_keys(path) if keys or path.exists() else (USUAL, [])
    kept = folder / "desk.toml"
    return Configuration(chosen, path, tuple(faults), _theme(kept), kept)


def user_folder() -> Path:
    """The folder that the system keeps for this program's settings."""
    from platformdirs import user_config_path

    return user_config_path("yibao", appauthor=False)


def _theme(path: Path) -> str:
    """The theme kept in a file; a choice that can't be read is made anew."""
    try:
        theme = tomllib.loads(path.read_text("utf-8")).get(_THEME, "")
    except (OSError, ValueError):
        return ""
    return theme if isinstance(theme, str) else ""
