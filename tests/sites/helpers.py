"""What the tests of this room share: reading, writing, and the real generators where they are installed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from foreword.front_matter import read_head
from foreword.sites import Site
from foreword.text import decode


def fields_of(site: Site, path: Path) -> Mapping[str, object]:
    """The front matter of a file of a site."""
    return read_head(decode(path.read_bytes())[0], site.writing_profile(None)).fields


def write(root: Path, files: Mapping[str, str]) -> Path:
    """Writes files below a folder, and returns it."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def need_program(name: str) -> str:
    """The path of a generator. A machine that lacks it skips the test, except under CI, where it must be there."""
    found = shutil.which(name)
    if found is None:
        message = f"{name} is not installed"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return found
