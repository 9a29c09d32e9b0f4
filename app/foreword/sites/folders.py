"""Looking into folders without being stopped by those that may not be looked into, nor led out of the site."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from foreword.sites.walking import Parts


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
    """The files in a folder and below it whose names fit, by path; nothing where it cannot be listed."""
    try:
        return sorted(file for file in folder.rglob(pattern) if is_file(file))
    except (OSError, ValueError):
        return []


def safe_parts(text: str | None) -> Parts:
    """The parts of a relative path in a configuration; () for one that is absolute or leads upwards."""
    path = PurePosixPath((text or "").replace("\\", "/").replace("\0", ""))
    if path.is_absolute() or ".." in path.parts or (path.parts and ":" in path.parts[0]):
        return ()
    return tuple(part for part in path.parts if part != ".")
