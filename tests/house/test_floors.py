"""Reads every import of the package and holds it against the floors of the house."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

FLOORS = {
    "__main__": 8,
    "cli": 7,
    "desktop": 7,
    "checks": 6,
    "operations": 6,
    "exchange": 6,
    "library": 5,
    "sites": 4,
    "posts": 3,
    "rendering": 3,
    "front_matter": 2,
    "writing": 2,
    "text": 1,
    "files": 1,
    "errors": 0,
    "resources": 0,
    "garbage": 0,
}
# The one step within a floor: the finder of resources raises one of the errors.
SAME_FLOOR = {("resources", "errors")}
DOTTED = re.compile(r"(foreword|PySide6)(\.\w+)+")
PANELS = {"library_panel", "form", "editor", "preview"}
# What only one module of desktop/ may use; everything else asks that module.
KEEPERS = {
    "tasks": {
        "QThread",
        "QThreadPool",
        "QProcess",
        "threading",
        "multiprocessing",
        "subprocess",
        "concurrent",
    },
    "prompts": {"QMessageBox", "QFileDialog", "QInputDialog", "QColorDialog", "QFontDialog"},
    "preferences": {"QSettings"},
}


@dataclass(frozen=True, slots=True)
class Import:
    """One imported module or name, both sides as dotted names, and the line that says so."""

    importer: str
    imported: str
    line: int

    def __str__(self) -> str:
        return f"{self.importer}, line {self.line}: imports {self.imported}"


def modules_of(package: Path) -> dict[str, Path]:
    """Every module of the package: dotted name -> file. A package is named by its folder."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        parts = [package.name, *path.relative_to(package).with_suffix("").parts]
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports_of(name: str, path: Path) -> Iterator[Import]:
    """All imports of a module, those inside functions and type-checking blocks included.

    A string that names one of our modules counts too: it is there to be handed to import_module().
    """
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(name, alias.name, node.lineno)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            source = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                yield Import(name, f"{source}.{alias.name}", node.lineno)
        elif isinstance(node, ast.Constant) and DOTTED.fullmatch(str(node.value)):
            yield Import(name, str(node.value), node.lineno)


def all_imports(package: Path) -> list[Import]:
    """The imports of every module of the package."""
    return [found for name, path in modules_of(package).items() for found in imports_of(name, path)]


def room_of(dotted: str, rooms: frozenset[str]) -> str | None:
    """The room a dotted name lies in, or None for what is not ours and for the package's own names."""
    parts = dotted.split(".")
    return parts[1] if parts[0] == "foreword" and len(parts) > 1 and parts[1] in rooms else None


def edges_between_rooms(package: Path) -> list[tuple[str, str, Import]]:
    """Imports that lead from one room to another."""
    rooms = frozenset(name.split(".")[1] for name in modules_of(package) if "." in name)
    found = []
    for each in all_imports(package):
        source, target = room_of(each.importer, rooms), room_of(each.imported, rooms)
        if target is not None and source != target:
            found.append((source or "__init__", target, each))
    return found


def forbidden(package: Path) -> list[str]:
    """What breaks the floors, as sentences."""
    complaints = [
        f"{name}: this room has no floor"
        for name in modules_of(package)
        if name.count(".") and name.split(".")[1] not in FLOORS
    ]
    for source, target, each in edges_between_rooms(package):
        if source == "__init__":
            complaints.append(f"{each} (the package itself imports nothing)")
        elif FLOORS.get(target, 99) >= FLOORS.get(source, -1) and (source, target) not in SAME_FLOOR:
            complaints.append(f"{each} (floor {FLOORS.get(source)} to floor {FLOORS.get(target)})")
    for each in all_imports(package):
        outside = each.imported.split(".")[0]
        if outside in ("PySide6", "shiboken6") and not each.importer.startswith("foreword.desktop"):
            complaints.append(f"{each} (only desktop/ knows Qt)")
        complaints.extend(_broken_inside_desktop(each))
    return complaints


def _broken_inside_desktop(each: Import) -> Iterator[str]:
    source, target = each.importer.split("."), each.imported.split(".")
    if source[:2] != ["foreword", "desktop"]:
        return
    own = source[2] if len(source) > 2 else ""
    for keeper, kept in KEEPERS.items():
        if own != keeper and (kept & set(target[-1:]) or kept & set(target[:1])):
            yield f"{each} (only {keeper} uses it)"
    if own in PANELS and target[:2] == ["foreword", "desktop"]:
        other = target[2] if len(target) > 2 else ""
        if other != own and other in PANELS | {"session", "application", "main_window"}:
            yield f"{each} (a panel takes values and emits requests)"


def test_no_import_leads_upstairs(root: Path) -> None:
    complaints = forbidden(root / "app" / "foreword")
    assert complaints == [], "\n".join(complaints)


def test_the_imports_were_seen(root: Path) -> None:
    package = root / "app" / "foreword"
    edges = {(source, target) for source, target, _ in edges_between_rooms(package)}
    assert {("files", "errors"), ("posts", "text")} <= edges
    assert {source for source, _ in edges} >= {"desktop", "posts", "files"}
    assert any(each.imported.startswith("PySide6.") for each in all_imports(package))


@pytest.mark.parametrize(
    ("path", "line", "reason"),
    [
        ("text/a.py", "from foreword.posts import Post", "floor 1 to floor 3"),
        ("text/a.py", "def f():\n    import foreword.desktop.session", "floor 1 to floor 7"),
        ("text/a.py", "from foreword import files", "floor 1 to floor 1"),
        ("text/a.py", "from ..cli import main", "floor 1 to floor 7"),
        ("text/a.py", "import importlib\nimportlib.import_module('foreword.sites')", "floor 1 to floor 4"),
        ("text/a.py", "TABLE = {'x': 'foreword.sites'}", "floor 1 to floor 4"),
        ("cli.py", "from foreword.desktop import application", "floor 7 to floor 7"),
        ("cli.py", "from PySide6.QtCore import QUrl", "only desktop/ knows Qt"),
        ("attic/a.py", "", "no floor"),
        ("desktop/form/a.py", "from foreword.desktop.editor.view import View", "a panel"),
        ("desktop/form/a.py", "from ..session import Session", "a panel"),
        ("desktop/form/a.py", "from PySide6.QtCore import QSettings", "only preferences"),
        ("desktop/session.py", "import threading", "only tasks"),
        ("desktop/session.py", "from PySide6.QtWidgets import QMessageBox", "only prompts"),
        ("__init__.py", "from foreword.errors import ForewordError", "imports nothing"),
    ],
)
def test_a_forbidden_import_is_found(tmp_path: Path, path: str, line: str, reason: str) -> None:
    package = tmp_path / "foreword"
    files = ["files.py", "errors.py", "cli.py", "posts/__init__.py", "sites/__init__.py", "text/__init__.py"]
    for name in [*files, "desktop/session.py", "desktop/application.py", "desktop/editor/view.py"]:
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).touch()
    (package / path).parent.mkdir(parents=True, exist_ok=True)
    (package / path).write_text(line, encoding="utf-8")
    complaints = forbidden(package)
    assert len(complaints) == 1
    assert reason in complaints[0]
