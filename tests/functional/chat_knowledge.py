"""The desk's small knowledge with a path by numbers and plain words. All figures are invented."""

from __future__ import annotations

from pathlib import Path

from tests.functional import desk_knowledge

GUIDE = """\
people:
  - {label: "上班(职工医保)", short: 在职, facts: {scheme: employee, status: working}}
  - {label: "退休了(职工医保)", short: 退休, facts: {scheme: employee, status: retired}}
  - {label: "自己交(居民医保)", short: 居民, facts: {scheme: resident}}
  - {label: 快要生孩子, short: 生孩子, facts: {delivery: vaginal}}
themes:
  - {label: 看门诊, topics: [visits]}
  - {label: 住院, topics: [inpatient]}
  - {label: 别的, topics: [others]}
plain:
  - {term: 备案, say: 先登记}
"""


def write_knowledge(folder: Path) -> Path:
    """Write the knowledge into a folder; gives the folder."""
    desk_knowledge.write_knowledge(folder)
    (folder / "guide.yaml").write_text(GUIDE, encoding="utf-8")
    return folder
