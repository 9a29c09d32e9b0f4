"""What the documents say is so."""

from __future__ import annotations

import importlib
import inspect
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType, ModuleType

LARGEST_FILE = 400
LARGEST_MAIN_WINDOW = 250


def _normalised(requirement: str) -> str:
    return re.split(r"[ <>=!~;\[]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def test_readme_names_every_dependency_and_no_other(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    readme = (root / "README.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| ([\w-]+) \| .{20,} \|$", readme, re.MULTILINE))
    wanted = {_normalised(requirement) for requirement in project["dependencies"]}
    assert len(wanted) >= 10
    assert {name.lower() for name in explained} == wanted


def test_the_commands_of_the_readme_exist(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    usage = subprocess.run(
        [sys.executable, str(root / "dev.py"), "--help"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    ).stdout
    ours = set(re.findall(r"python3 dev\.py (\w+)", readme))
    assert {"run", "test", "bench", "package"} <= ours
    assert ours <= set(re.findall(r"python3 dev\.py (\w+)", usage))
    engine = subprocess.run(
        [sys.executable, "-m", "foreword", "--help"], capture_output=True, text=True, check=True, timeout=60
    ).stdout
    for command in set(re.findall(r"^foreword (\w+) ", readme, re.MULTILINE)):
        assert re.search(rf"\b{command}\b", engine), command


def test_files_that_the_documents_name_exist(root: Path) -> None:
    named = []
    for document in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"):
        text = (root / document).read_text(encoding="utf-8")
        named += [(document, path) for path in re.findall(r"\]\((?!https?:)([^)#]+)\)", text)]
        named += [
            (document, path)
            for path in re.findall(r"`([\w.-]+(?:/[\w.-]+)*/?)`", text)
            if re.match(r"(app|resources|tests|packaging|docs)/|\w+\.(md|py|toml)$", path)
        ]
    assert len(named) > 10
    # A module may be named from the package's root, as the code itself does.
    missing = [
        (d, p) for d, p in named if not (root / p).exists() and not (root / "app" / "foreword" / p).exists()
    ]
    assert missing == [], missing


def test_files_stay_small_enough_to_be_one_idea(root: Path) -> None:
    sources = [*(root / "app").rglob("*.py"), root / "dev.py", *(root / "packaging").rglob("*.py")]
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in sources}
    assert len(lengths) > 30
    too_long = {str(path.relative_to(root)): count for path, count in lengths.items() if count > LARGEST_FILE}
    assert too_long == {}, too_long
    assert lengths[root / "app" / "foreword" / "desktop" / "main_window.py"] <= LARGEST_MAIN_WINDOW


def _undocumented(module: ModuleType) -> Iterator[str | None]:
    """For each public thing of a module its name where it has no docstring, else None."""
    yield None if module.__doc__ else "the module"
    for name, thing in vars(module).items():
        if name.startswith("_") or getattr(thing, "__module__", None) != module.__name__:
            continue
        if inspect.isfunction(thing):
            yield None if thing.__doc__ else name
        elif inspect.isclass(thing):
            yield None if thing.__doc__ else name
            for method, function in vars(thing).items():
                # What overrides a method is described where that one is.
                inherited = any(hasattr(base, method) for base in thing.__mro__[1:])
                if method[0] != "_" and not inherited and isinstance(function, FunctionType | property):
                    yield None if function.__doc__ else f"{name}.{method}"


def test_every_public_thing_says_what_it_is(root: Path) -> None:
    seen, silent = 0, []
    for path in sorted((root / "app").rglob("*.py")):
        name = ".".join(path.relative_to(root / "app").with_suffix("").parts).removesuffix(".__init__")
        found = list(_undocumented(importlib.import_module(name)))
        seen += len(found)
        silent += [f"{name}: {each}" for each in found if each]
    assert seen > 400
    assert silent == [], "\n".join(silent)
