"""Finds the files shipped beside the code: in a checkout, an installed wheel and a frozen bundle alike."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

from foreword.errors import FileProblem


@cache
def resource_root() -> Path:
    """The folder that holds Foreword's resources.

    Raises FileProblem when the installation lacks it.
    """
    package = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [package / "resources", package.parents[1] / "resources"]
    if frozen:
        candidates.insert(0, Path(frozen) / "foreword" / "resources")
    for candidate in candidates:
        if (candidate / "preview").is_dir():
            return candidate
    raise FileProblem("Foreword's own resource files are missing; please install it again.")


def resource_path(*parts: str) -> Path:
    """The path of one shipped file, e.g. ``resource_path("preview", "shell.html")``."""
    return resource_root().joinpath(*parts)


def resource_text(*parts: str) -> str:
    """The text of one shipped UTF-8 file."""
    return resource_path(*parts).read_text(encoding="utf-8")
