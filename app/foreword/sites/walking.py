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
    stack: list[tuple[Iterator[os.DirEntry[str]], Path, Parts, tuple[str, ...]]] = [
        (_listed(root), root, (), (os.path.realpath(root),))
    ]
    while stack:
        entries, place, parts, above = stack[-1]
        entry = next(entries, None)
        if entry is None:
            stack.pop()
            continue
        here = (*parts, entry.name)
        linked = entry.is_symlink()
        if linked and not _stays_inside(entry.path, above):
            continue
        if _is_folder(entry):
            if entry.name not in NEVER_ENTERED and enter(here):
                folder = place / entry.name
                inside = (*above, os.path.realpath(folder)) if linked else above
                stack.append((_listed(folder), folder, here, inside))
        elif not is_left_over(entry.name) and (group := group_of(here)) is not None:
            yield place / entry.name, here, group


def is_left_over(name: str) -> bool:
    """Whether a file is an editor's own (temporary, backup, swap) and never a post."""
    return name.startswith(_LEFT_OVER_STARTS) or name.endswith(_LEFT_OVER_ENDS)


def _listed(folder: Path) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as listing:
            return iter(sorted(listing, key=lambda entry: entry.name))
    except OSError:
        return iter(())


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
