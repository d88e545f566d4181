"""Who may import whom: inner parts never import outer ones; the core knows neither terminal nor database."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "assistant"
# From the inside out: a part may import those before it and itself.
PARTS = ("errors", "money", "text", "policy", "calculator", "search", "dialogue")
# Within the dialogue, likewise; its own modules beside these are for all of them, but what joins them.
DIALOGUE = ("hearing", "household", "arithmetic", "gathering", "calculating", "choosing", "leaning", "telling")
JOINS_DIALOGUE = {"call", "session", "pending", "picking"}
COMMANDS = {"cli", "surroundings", "records_commands", "report_commands", "handing_on_commands", "replay_commands",
            "web_commands", "__main__"}
OUTER = {"ui", "records", "bootstrap", "settings", "replay"} | COMMANDS
SCREENS_AND_STORES = {
    "textual", "rich", "click", "curses", "readline", "sqlite3", "sqlalchemy", "psycopg", "http", "socket", "requests",
}  # fmt: skip
WITHOUT_SCREEN = ("cli.py", "surroundings.py", "replay_commands.py", "web_commands.py", "settings.py", "ui/__init__.py",
                  "ui/plain.py", "ui/line.py", "ui/arguments.py", "ui/terminal.py", "ui/sheet.py", "ui/path.py",
                  "ui/web/address.py", "ui/web/serving.py")

# What answers is imported behind the first screen.
ANSWERING = ("pydantic", "numpy", "rapidfuzz", "sqlalchemy", "assistant.policy", "assistant.calculator",
             "assistant.search", "assistant.records.masking", "assistant.records.recorder", "assistant.bootstrap")


def modules(part: str) -> list[Path]:
    single = PACKAGE / f"{part}.py"
    return [single] if single.is_file() else sorted((PACKAGE / part).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """Absolute names of all modules that a file imports, inside functions, too; not for types only."""
    tree = ast.parse(path.read_text("utf-8"))
    only_types = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in only_types:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide who imports whom"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own_parts(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imported(path) if name.startswith("assistant.")} - {"__version__"}


@pytest.mark.parametrize("part", PARTS)
def test_inner_parts_do_not_import_outer_ones(part: str) -> None:
    for path in modules(part):
        assert not own_parts(path) & OUTER, path


@pytest.mark.parametrize("part", DIALOGUE)
def test_the_dialogue_is_built_from_hearing_to_telling(part: str) -> None:
    later = {*DIALOGUE[DIALOGUE.index(part) + 1 :], *JOINS_DIALOGUE}
    for path in sorted((PACKAGE / "dialogue" / part).glob("*.py")):
        used = {name.split(".")[2] for name in imported(path) if name.startswith("assistant.dialogue.")}
        assert not used & later, path


@pytest.mark.parametrize("part", ["text", "policy", "calculator", "search"])
def test_the_core_does_not_import_the_dialogue(part: str) -> None:
    for path in modules(part):
        assert "dialogue" not in own_parts(path), path


def test_the_records_know_neither_screens_nor_desk_nor_what_wires_them() -> None:
    for path in modules("records"):
        assert not own_parts(path) & ({"ui", "desk", "bootstrap", "replay"} | COMMANDS), path


def test_the_reports_know_neither_screens_nor_stores() -> None:
    for path in modules("reports"):
        assert own_parts(path) <= {"reports", "records", "policy", "text"}, path
        assert not {name.split(".")[0] for name in imported(path)} & SCREENS_AND_STORES, path
        assert "assistant.records.store" not in imported(path), path


@pytest.mark.parametrize("part", PARTS)
def test_the_core_knows_neither_terminal_nor_database(part: str) -> None:
    for path in modules(part):
        assert not {name.split(".")[0] for name in imported(path)} & SCREENS_AND_STORES, path


@pytest.mark.parametrize("part", ["chat", "desk"])
def test_the_chat_and_the_desk_behind_their_screens_know_no_screen(part: str) -> None:
    for path in modules(part):
        assert not {name.split(".")[0] for name in imported(path)} & {"textual", "rich"}, path
        assert "ui" not in own_parts(path), path


def test_the_calculator_uses_the_standard_library_only() -> None:
    for path in modules("calculator"):
        outside = {name.split(".")[0] for name in imported(path)} - sys.stdlib_module_names - {"assistant"}
        assert not outside, path


@pytest.mark.parametrize("name", WITHOUT_SCREEN)
def test_only_the_chat_and_what_it_uses_import_textual(name: str) -> None:
    assert not any(module.split(".")[0] in ("textual", "rich") for module in imported(PACKAGE / name))


@pytest.mark.parametrize("screen", ["assistant.ui.chat", "assistant.ui.desk.app"])
def test_the_first_screen_is_drawn_without_what_answers(screen: str) -> None:
    told = f"import sys, assistant.cli, {screen}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout.split()
    assert screen in loaded
    assert not set(ANSWERING) & set(loaded)
