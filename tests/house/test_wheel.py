"""The wheel works by itself: built, installed into an environment of its own, started from there.

The environment holds nothing of the checkout. Third-party packages come from where this test runs, through a path
file, whose entries Python does not search for further path files: the editable install is out of reach.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

POST = """---
title: "A “quoted” title"
date: 2024-02-29 08:00:00 +0100
---
Some *emphasis* and a table:

| a | b |
|---|---|
| 1 | 2 |
"""


@dataclass(frozen=True, slots=True)
class Installation:
    """An environment with Foreword in it, and the wheel that it came from."""

    folder: Path
    wheel: Path

    def run(self, program: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Runs a program of the environment, far from the checkout."""
        scripts = self.folder / ("Scripts" if os.name == "nt" else "bin")
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        return subprocess.run(
            [str(scripts / program), *map(str, arguments)],
            cwd=self.folder,
            env=inherited,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=100,
        )


def build_wheel(root: Path, folder: Path) -> Path:
    """Builds the wheel of the checkout into a folder."""
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(root)]
    finished = subprocess.run(command, capture_output=True, text=True, check=False, timeout=200)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    (wheel,) = folder.glob("*.whl")
    return wheel


def pip_into(folder: Path, *arguments: str) -> None:
    """Makes an empty environment and lets this environment's pip install into it."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True, timeout=100)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", *arguments]
    finished = subprocess.run(command, capture_output=True, text=True, check=False, timeout=900)
    assert finished.returncode == 0, finished.stdout + finished.stderr


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(root, tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    folder = tmp_path_factory.mktemp("environment") / "venv"
    pip_into(folder, "--no-deps", str(wheel))
    (package,) = folder.rglob("foreword/__init__.py")
    libraries = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (package.parents[1] / "libraries.pth").write_text("\n".join(sorted(libraries)), encoding="utf-8")
    return Installation(folder, wheel)


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    folder = tmp_path / "a blog"
    (folder / "_posts").mkdir(parents=True)
    (folder / "_config.yml").write_text("title: Mine\n", encoding="utf-8")
    (folder / "_posts" / "2024-02-29-leap.md").write_text(POST, encoding="utf-8")
    return folder


def check_window(finished: subprocess.CompletedProcess[str]) -> None:
    """What --self-check reports of the blog above."""
    assert finished.returncode == 0, finished.stderr
    report = json.loads(finished.stdout.strip().splitlines()[-1])
    assert report == {"posts": 1, "title": "A “quoted” title", "preview": True}


def test_the_wheel_holds_the_resources_and_nothing_of_the_workshop(wheel: Path, root: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    resources = {
        f"foreword/resources/{path.relative_to(root / 'resources').as_posix()}"
        for path in (root / "resources").rglob("*")
        if path.is_file()
    }
    assert len(resources) > 20
    assert resources <= names
    modules = {
        f"foreword/{p.relative_to(root / 'app/foreword').as_posix()}" for p in (root / "app").rglob("*.py")
    }
    assert modules <= names
    rest = {name for name in names - resources - modules if ".dist-info/" not in name}
    assert rest <= {"foreword/py.typed"}
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def test_foreword_comes_from_the_wheel(installed: Installation) -> None:
    question = "import foreword, foreword.resources as r; print(foreword.__file__); print(r.resource_root())"
    finished = installed.run("python", "-c", question)
    assert finished.returncode == 0, finished.stderr
    places = [Path(line) for line in finished.stdout.splitlines()]
    assert len(places) == 2
    assert all(installed.folder.resolve() in place.resolve().parents for place in places)


def test_render_from_the_wheel(installed: Installation, blog: Path) -> None:
    finished = installed.run("foreword", "render", next(blog.rglob("*.md")))
    assert finished.returncode == 0, finished.stderr
    assert "<em>emphasis</em>" in finished.stdout
    assert "<td>1</td>" in finished.stdout
    page = installed.run("foreword", "render", "--page", next(blog.rglob("*.md")))
    assert page.returncode == 0, page.stderr
    assert "<!doctype html>" in page.stdout.lower()
    assert "A “quoted” title" in page.stdout


@pytest.mark.desktop
def test_a_window_from_the_wheel(installed: Installation, blog: Path) -> None:
    before = {path: path.read_bytes() for path in blog.rglob("*") if path.is_file()}
    check_window(installed.run("foreword", "--self-check", blog))
    assert {path: path.read_bytes() for path in blog.rglob("*") if path.is_file()} == before


@pytest.mark.desktop
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_picture_shows_the_article(installed: Installation, blog: Path, tmp_path: Path, theme: str) -> None:
    picture = tmp_path / "window.png"
    check_window(installed.run("foreword", "--theme", theme, "--screenshot", picture, blog))
    image = QImage(str(picture))
    width, height = image.width(), image.height()
    assert width >= 1000
    article = {
        image.pixel(x, y) for x in range(width * 3 // 4, width - 40, 3) for y in range(60, height // 2)
    }
    assert len(article) > 20, "the preview is blank"
    paper = image.pixelColor(width * 3 // 4, height // 2 + 90)
    assert (paper.lightness() > 200) == (theme == "light")


@pytest.mark.desktop
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have no X server to start")
def test_a_window_on_a_real_screen(x_display: dict[str, str], blog: Path) -> None:
    command = [sys.executable, "-m", "foreword", "--self-check", str(blog)]
    check_window(
        subprocess.run(
            command, env=x_display, capture_output=True, text=True, encoding="utf-8", check=False, timeout=100
        )
    )


@pytest.mark.long
def test_a_window_from_an_environment_with_nothing_but_the_wheel(
    wheel: Path, blog: Path, tmp_path: Path
) -> None:
    """As above, with every dependency fetched as the wheel asks for it (needs the network)."""
    pip_into(tmp_path / "venv", str(wheel))
    installation = Installation(tmp_path / "venv", wheel)
    check_window(installation.run("foreword", "--self-check", blog))
