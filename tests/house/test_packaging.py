"""What the package asks for, and where it finds its own files."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from configparser import ConfigParser
from importlib.metadata import packages_distributions
from pathlib import Path

from foreword import __version__
from foreword.resources import resource_root, resource_text


def _canonical(name: str) -> str:
    """PySide6 is one dependency in several distributions."""
    plain = name.lower().replace("_", "-")
    return "pyside6" if plain.startswith(("pyside6", "shiboken6")) else plain


def test_every_import_is_a_declared_dependency(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {_canonical(line.split(";")[0].split(">")[0].strip()) for line in project["dependencies"]}
    imported = set()
    for path in (root / "app").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                imported.add(node.module.split(".")[0])
    outside = imported - sys.stdlib_module_names - {"foreword"}
    homes = packages_distributions()
    assert {"PySide6", "yaml", "markdown", "frontmatter"} <= outside
    undeclared = {
        name for name in outside if not declared & {_canonical(home) for home in homes.get(name, [])}
    }
    assert undeclared == set()
    used = {_canonical(home) for name in outside for home in homes.get(name, [])}
    assert declared - used <= {"linkify-it-py", "tzdata"}, (
        "markdown-it-py and zoneinfo import those themselves"
    )


def test_resources_of_a_checkout(root: Path) -> None:
    assert resource_root() == root / "resources"
    assert resource_text("icons", "menu.svg").startswith("<svg")


def _ask_for_resources(package: Path, frozen: Path | None) -> str:
    question = "import sys, foreword.resources as r\n"
    if frozen is not None:
        question += f"sys._MEIPASS = {str(frozen)!r}\n"
    question += "try:\n    print(r.resource_root())\nexcept Exception as e:\n    print(type(e).__name__, e)"
    finished = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(package)!r})\n{question}"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return finished.stdout.strip()


def test_resources_of_a_frozen_bundle(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "app" / "foreword", tmp_path / "code" / "foreword")
    shutil.copytree(root / "resources", tmp_path / "bundle" / "foreword" / "resources")
    found = _ask_for_resources(tmp_path / "code", tmp_path / "bundle")
    assert Path(found) == tmp_path / "bundle" / "foreword" / "resources"


def test_an_installation_without_resources_says_so(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "app" / "foreword", tmp_path / "site" / "foreword")
    assert _ask_for_resources(tmp_path / "site", None).startswith("FileProblem Foreword's own resource files")


def test_all_icons_are_of_one_hand(root: Path) -> None:
    icons = [path for path in (root / "resources" / "icons").glob("*.svg") if path.stem != "foreword"]
    assert len(icons) >= 16
    for path in icons:
        image = ET.parse(path).getroot()
        style = {name: image.get(name) for name in ("viewBox", "stroke", "fill", "stroke-width")}
        wanted = {"viewBox": "0 0 24 24", "stroke": "currentColor", "fill": "none", "stroke-width": "1.75"}
        assert style == wanted, path.name
        assert all(child.get("stroke-width") is None for child in image), path.name


def test_the_desktop_files_fit_the_project(root: Path) -> None:
    entry = ConfigParser(interpolation=None)
    entry.read(root / "packaging" / "linux" / "foreword.desktop", encoding="utf-8")
    described = entry["Desktop Entry"]
    assert described["Exec"].split()[0] == "foreword"
    assert (root / "resources" / "icons" / f"{described['Icon']}.svg").is_file()
    metainfo = ET.parse(root / "packaging" / "linux" / "foreword.metainfo.xml")
    assert metainfo.findtext("launchable") == "foreword.desktop"
    assert metainfo.findtext("project_license") == "MIT"
    release = metainfo.find("releases/release")
    assert release is not None
    assert release.get("version") == __version__


def test_continuous_integration_calls_the_command_of_the_readme(root: Path) -> None:
    script = (root / ".ci" / "run").read_text(encoding="utf-8")
    assert script.startswith("#!/usr/bin/env bash")
    assert "python3 dev.py test" in script
