"""What every test of this room is given."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest


@pytest.fixture
def now() -> datetime:
    """A fixed present, late in the evening five hours west of Greenwich: the next day already in most of the world."""
    return datetime(2026, 11, 24, 22, 30, tzinfo=timezone(timedelta(hours=-5)))


@pytest.fixture(scope="session")
def fixture_sites() -> Path:
    """The folder of the hand-written sites."""
    return Path(__file__).resolve().parents[1] / "fixtures" / "sites"
