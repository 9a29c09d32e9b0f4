"""Looking into folders without being stopped by those that may not be looked into, nor led out of the site."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from foreword.sites.walking import Parts

_DEEPEST = 60  # levels; deeper folders are nobody's templates


def exists(path: Path) -> bool:
    """Whether there is anything by that name; False also where that cannot be found out."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def is_file(path: Path) -> bool:
    """Whether there is such a file; False also where that cannot be found out."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Whether there is such a folder; False also where that cannot be found out."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def changed_at(path: Path) -> datetime | None:
    """When a file was last written, in UTC; None where that cannot be found out."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (OSError, ValueError, OverflowError):
        return None


def children(folder: Path) -> list[Path]:
    """What lies in a folder, by name; nothing where it cannot be listed."""
    try:
        return sorted(folder.iterdir())
    except (OSError, ValueError):
        return []


def subfolders(folder: Path) -> list[Path]:
    """The folders in a folder, hidden ones left out."""
    return [child for child in children(folder) if child.name[0] != "." and is_folder(child)]


def files_below(folder: Path, pattern: str = "*") -> list[Path]:
    """The files in a folder and below it whose names fit, by path; what cannot be listed is passed over."""
    found: list[Path] = []
    for parent, folders, names in os.walk(folder):
        place = Path(parent)
        if len(place.parts) - len(folder.parts) >= _DEEPEST:
            folders.clear()
        found += (place / name for name in names if fnmatchcase(name, pattern))
    return sorted(file for file in found if is_file(file))


def safe_parts(text: str | None) -> Parts:
    """The parts of a relative path in a configuration; () for one that is absolute or leads upwards."""
    path = PurePosixPath((text or "").replace("\\", "/").replace("\0", ""))
    if path.is_absolute() or ".." in path.parts or (path.parts and ":" in path.parts[0]):
        return ()
    return tuple(part for part in path.parts if part != ".")
