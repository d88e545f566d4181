"""What can be set from outside, read once into a frozen object and passed in.

Knows the environment and where the package lies; opens nothing.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

KNOWLEDGE_VARIABLE = "YIBAO_KNOWLEDGE"
CACHE_VARIABLE = "YIBAO_CACHE"
RECORDS_VARIABLE = "YIBAO_RECORDS"
OPERATOR_VARIABLE = "YIBAO_OPERATOR"
DESK_VARIABLE = "YIBAO_DESK"
SEMANTIC_VARIABLE = "YIBAO_SEMANTIC"
_ON = frozenset(("on", "1", "yes", "true", "开"))


@dataclass(frozen=True)
class Settings:
    """Where things lie: `knowledge` is read, `cache` holds what can be made again at any time.

    `records` is where calls are kept, a path or URL, "off" for nowhere; `records_named` tells whether someone said
    so. What can't be kept there waits beside it or in the folder `data`. `desk` and `operator` are the names that
    records bear, "" where the machine's and the login's will do.
    `semantic` tells whether questions are compared by meaning, too, where the extra for it is installed.
    """

    knowledge: Path
    cache: Path
    records: str = "off"
    records_named: bool = False
    data: Path | None = None
    desk: str = ""
    operator: str = ""
    semantic: bool = False


def read_settings(environment: Mapping[str, str] | None = None, knowledge: Path | None = None) -> Settings:
    """The settings out of the environment; an empty variable counts as absent.

    Args:
        environment: The variables to read (None: those of the process).
        knowledge: A knowledge folder named on the command line; it goes before the variable.
    """
    variables = os.environ if environment is None else environment
    named = variables.get(KNOWLEDGE_VARIABLE)
    cache = variables.get(CACHE_VARIABLE)
    records = variables.get(RECORDS_VARIABLE)
    data = user_data()
    return Settings(
        knowledge=knowledge or (Path(named) if named else installed_knowledge()),
        cache=Path(cache) if cache else user_cache(),
        records=records or str(data / "records" / "records.db"),
        records_named=bool(records),
        data=data,
        desk=variables.get(DESK_VARIABLE, ""),
        operator=variables.get(OPERATOR_VARIABLE, ""),
        semantic=variables.get(SEMANTIC_VARIABLE, "").strip().lower() in _ON,
    )


def installed_knowledge() -> Path:
    """The knowledge inside the installed package, or that of the checkout the package is run from."""
    package = Path(__file__).resolve().parent
    inside = package / "_knowledge"
    return inside if inside.is_dir() else package.parent / "knowledge"


def user_data() -> Path:
    """The folder that the system keeps for this program's data."""
    from platformdirs import user_data_path

    return user_data_path("yibao", appauthor=False)


def user_cache() -> Path:
    """The folder that the system reserves for this program's cache."""
    from platformdirs import user_cache_path

    return user_cache_path("yibao", appauthor=False)
