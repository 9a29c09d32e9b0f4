"""Finding a site's text files: quickly, without following links out of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from foreword.files import TEMPORARY_PREFIX

NEVER_ENTERED = frozenset({"node_modules", "bower_components", "__pycache__", ".git"})
Parts = tuple[str, ...]


def walk(root: Path, enter: Callable[[Parts], bool], wanted: Callable[[Parts], bool]) -> Iterator[Path]:
    """Files below ``root`` in name order. ``enter`` and ``wanted`` are asked with the parts relative to ``root``.

    Folders that cannot be listed are passed over. A symbolic link is followed only while its target stays inside
    ``root`` and is not one of the folders it lies in.
    """
    real_root = os.path.realpath(root)
    return _walk(str(root), (), (real_root,), enter, wanted)


def is_left_over(name: str) -> bool:
    """Whether a file is an editor's own (temporary, backup, swap) and never a post."""
    return name.startswith((TEMPORARY_PREFIX, ".", "#", "~")) or name.endswith(
        ("~", ".swp", ".bak", ".orig", ".tmp")
    )


def _walk(
    folder: str,
    parts: Parts,
    above: tuple[str, ...],
    enter: Callable[[Parts], bool],
    wanted: Callable[[Parts], bool],
) -> Iterator[Path]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        here = (*parts, entry.name)
        linked = entry.is_symlink()
        if linked and not _stays_inside(entry.path, above):
            continue
        if _is_folder(entry):
            if entry.name in NEVER_ENTERED or not enter(here):
                continue
            next_above = (*above, os.path.realpath(entry.path)) if linked else above
            yield from _walk(entry.path, here, next_above, enter, wanted)
        elif not is_left_over(entry.name) and wanted(here):
            yield Path(entry.path)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _stays_inside(path: str, above: tuple[str, ...]) -> bool:
    real = os.path.realpath(path)
    if not real.startswith(above[0].rstrip(os.sep) + os.sep):
        return False
    parent = os.path.realpath(Path(path).parent)
    return not (parent + os.sep).startswith(real + os.sep) and real not in above[1:]
