"""Finding a site's text files: quickly, without following links out of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

from foreword.files import TEMPORARY_PREFIX

NEVER_ENTERED = frozenset({"node_modules", "bower_components", "__pycache__", ".git"})
Parts = tuple[str, ...]
Group = Literal["post", "draft", "page"]
_LEFT_OVER_STARTS = (TEMPORARY_PREFIX, ".", "#", "~")
_LEFT_OVER_ENDS = ("~", ".swp", ".bak", ".orig", ".tmp")


def walk(
    root: Path, enter: Callable[[Parts], bool], group_of: Callable[[Parts], Group | None]
) -> Iterator[tuple[Path, Parts, Group]]:
    """Files below ``root`` in name order, each with its parts relative to ``root`` and its group.

    Files without a group, and folders that ``enter`` refuses or that cannot be listed, are passed over. A symbolic
    link is followed only while its target stays inside ``root`` and is not one of the folders it lies in.
    """
    return _walk(str(root), (), (os.path.realpath(root),), enter, group_of)


def is_left_over(name: str) -> bool:
    """Whether a file is an editor's own (temporary, backup, swap) and never a post."""
    return name.startswith(_LEFT_OVER_STARTS) or name.endswith(_LEFT_OVER_ENDS)


def _walk(
    folder: str,
    parts: Parts,
    above: tuple[str, ...],
    enter: Callable[[Parts], bool],
    group_of: Callable[[Parts], Group | None],
) -> Iterator[tuple[Path, Parts, Group]]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError:
        return
    place = Path(folder)
    for entry in entries:
        here = (*parts, entry.name)
        linked = entry.is_symlink()
        if linked and not _stays_inside(entry.path, above):
            continue
        if _is_folder(entry):
            if entry.name in NEVER_ENTERED or not enter(here):
                continue
            next_above = (*above, os.path.realpath(entry.path)) if linked else above
            yield from _walk(entry.path, here, next_above, enter, group_of)
        elif not is_left_over(entry.name) and (group := group_of(here)) is not None:
            yield place / entry.name, here, group


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
