"""What `pip install` gets: the program with its knowledge, working without the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.functional.conftest import ROOT


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the unpacked wheel, and nothing of the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", build, str(folder)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    with zipfile.ZipFile(folder / done.stdout.split()[-1]) as wheel:
        wheel.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_holds_the_knowledge_and_what_the_screens_need(installed: Path) -> None:
    knowledge = {path.relative_to(ROOT / "knowledge") for path in (ROOT / "knowledge").rglob("*.yaml")}
    inside = installed / "assistant" / "_knowledge"
    assert knowledge == {path.relative_to(inside) for path in inside.rglob("*.yaml")}
    assert (installed / "assistant" / "ui" / "chat.tcss").is_file()
    assert (installed / "assistant" / "ui" / "web" / "page" / "app_index.html").is_file()
    assert (installed / "assistant" / "ui" / "desk" / "desk.tcss").is_file()
    assert list(installed.glob("*.dist-info/licenses/LICENSE"))


def test_the_installed_program_finds_its_own_knowledge(installed: Path, tmp_path: Path) -> None:
    program = "from assistant.settings import installed_knowledge; print(installed_knowledge())"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(installed)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert Path(done.stdout.strip()) == (installed / "assistant" / "_knowledge").resolve()


def test_the_knowledge_inside_the_installed_program_is_without_faults(installed: Path, tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(installed), "YIBAO_CACHE": str(tmp_path / "cache")}
    environment.pop("YIBAO_KNOWLEDGE", None)
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "check"], cwd=tmp_path, env=environment, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout.decode()) == (0, "没有发现问题。\n")
