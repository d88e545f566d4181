"""What cities, operators and kinds of reply are called in reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

KINDS = {"answer": "已答", "calculation": "已算", "clarify": "反问", "refuse": "未能答", "chat": "寒暄"}
NOWHERE = "地区未定"
NOBODY = "没有坐席"
NO_THEME = "其他"


@dataclass(frozen=True)
class Names:
    """Names of areas by id, ids by other names, and the wider area above each; an unknown id stands for itself.

    `themes` tells in plain words what a topic, by its id, belongs to.
    """

    areas: Mapping[str, str] = field(default_factory=dict)
    other: Mapping[str, str] = field(default_factory=dict)
    parents: Mapping[str, str] = field(default_factory=dict)
    themes: Mapping[str, str] = field(default_factory=dict)

    def theme(self, topic: str) -> str:
        """What a topic belongs to, in plain words."""
        return self.themes.get(topic, NO_THEME)

    def area(self, id: str) -> str:
        """The name of an area, a word for none."""
        return self.areas.get(id, id) or NOWHERE

    def holds_in(self, item: str, area: str) -> bool:
        """Whether an entry, by its id, is of an area or a wider one above it."""
        home: str | None = area
        for _ in range(len(self.parents) + 1):
            if home is None or item.startswith(f"{home}."):
                break
            home = self.parents.get(home)
        return home is not None

    def id_of(self, name: str) -> str:
        """The id of the area that a name or an id means; a name that isn't known stands for itself."""
        return name if name in self.areas else self.other.get(name, name)


def operator_name(operator: str) -> str:
    """The operator's name, a word for none."""
    return operator or NOBODY


def read_names(knowledge: Path) -> Names:
    """The names out of a knowledge folder's lists of areas and themes; empty where they can't be read."""
    from assistant.policy.yaml_file import read_yaml

    areas = read_yaml(knowledge / "areas.yaml").content.get("areas")
    names: dict[str, str] = {}
    other: dict[str, str] = {}
    parents: dict[str, str] = {}
    for area in areas if isinstance(areas, list) else []:
        if isinstance(area, dict) and isinstance(area.get("id"), str) and isinstance(area.get("name"), str):
            names[area["id"]] = area["name"]
            if area.get("parent"):
                parents[area["id"]] = str(area["parent"])
            aliases = area.get("aliases") or ()
            for alias in (area["name"], *([aliases] if isinstance(aliases, str) else aliases)):
                other.setdefault(str(alias), area["id"])
    return Names(names, other, parents, _themes(read_yaml(knowledge / "guide.yaml").content.get("themes")))


def _themes(told: object) -> dict[str, str]:
    """The theme of each topic."""
    themes = [theme for theme in told if isinstance(theme, dict)] if isinstance(told, list) else []
    return {str(topic): str(theme.get("label")) for theme in themes for topic in theme.get("topics") or ()}


def duration(seconds: float | None) -> str:
    """A duration as minutes and seconds, a dash for none."""
    if seconds is None:
        return "—"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours}时{minutes:02d}分{rest:02d}秒"
    return f"{minutes}分{rest:02d}秒" if minutes else f"{rest}秒"


def share(value: float | None) -> str:
    """A share as a percentage, a dash for none."""
    return "—" if value is None else f"{value:.1%}"
