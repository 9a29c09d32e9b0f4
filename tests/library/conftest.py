"""Small blogs for the tests of this room."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from foreword.sites import Site, open_site


@pytest.fixture
def now() -> datetime:
    """A fixed present."""
    return datetime(2026, 11, 24, 22, 30, tzinfo=timezone(timedelta(hours=-5)))


@pytest.fixture
def blog(tmp_path: Path) -> Callable[[Mapping[str, str | bytes]], Site]:
    """Makes a Jekyll blog of the files given."""

    def make(files: Mapping[str, str | bytes]) -> Site:
        for name, content in {"_config.yml": "title: A blog\n", **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return open_site(tmp_path)

    return make
