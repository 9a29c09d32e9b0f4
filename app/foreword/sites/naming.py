"""Where a new post goes and what its file is called: by the generator, and by the habits of the newest posts."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from foreword.rendering.templates.slugs import is_word
from foreword.sites.conventions import Naming, is_markdown

_LONGEST = (
    80  # characters of a slug; with a date before it and an ending behind, far below any system's limit
)
_LONGEST_BYTES = 180
_DATED = re.compile(r"(?P<date>\d{4}-\d{1,2}-\d{1,2})(?P<rule>[-_ ]?)(?P<rest>.*)\Z")
_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´")
_SPELLED = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "Œ": "OE",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ł": "l",
        "Ł": "L",
    }
)
# Names that Windows keeps for devices, whatever their ending.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)\Z", re.IGNORECASE)
_FALLBACK = "post"


@dataclass(frozen=True, slots=True)
class Sibling:
    """A post that is already there, and the day it carries."""

    path: Path
    day: date | None = None


@dataclass(frozen=True, slots=True)
class _Habit:
    """How a post is called: folders and stem with ``{year} {month} {day} {slug}`` in them, and the ending."""

    folders: tuple[str, ...]
    stem: str
    ending: str


def new_post_path(
    root: Path, naming: Naming, title: str, day: date, *, draft: bool, newest: Sequence[Sibling]
) -> Path:
    """A path that does not exist yet for a new post.

    ``newest`` are the blog's posts, the newest first: their folder, their use of dates, bundles and endings are
    followed where most agree. Drafts go to the generator's own folder for them, where it has one.
    """
    habits = [habit for sibling in newest[:20] if (habit := _habit(root, sibling)) is not None]
    habit = _most_common(habits) or _Habit(_parts(root, naming.folder), naming.pattern, naming.extension)
    slug = slug_of(title, ascii_only=naming.ascii_slugs, joint=_joint(newest))
    if draft and naming.draft_folder is not None:
        stem = (naming.draft_pattern or "{slug}").replace("{slug}", slug)
        return free_path(naming.draft_folder / f"{stem}{habit.ending}")
    if naming.needs_date and "{year}" not in habit.stem:
        habit = _Habit(habit.folders, naming.pattern, habit.ending)
    words = {
        "{year}": f"{day.year:04}",
        "{month}": f"{day.month:02}",
        "{day}": f"{day.day:02}",
        "{slug}": slug,
    }
    folders = [_filled(folder, words) for folder in habit.folders]
    path = root.joinpath(*folders, _filled(habit.stem, words) + habit.ending)
    return free_bundle(path) if habit.stem == "index" else free_path(path)


def slug_of(title: str, *, ascii_only: bool = False, joint: str = "-") -> str:
    """The title as part of a file name: small letters of any script, words joined; never empty.

    ``ascii_only`` takes accents off, and keeps the letters of scripts that have no plain form.
    """
    text = unicodedata.normalize("NFC", title.translate(_APOSTROPHES)).lower().replace("i\u0307", "i")
    if ascii_only:
        text = _plain(text)
    words = "".join(char if is_word(char) else " " for char in text).split()
    while len(words) > 1 and not _fits(joint.join(words)):
        words.pop()
    slug = joint.join(words)
    while not _fits(slug):
        slug = slug[:-1]
    if not slug:
        return _FALLBACK
    return f"{slug}{joint}{_FALLBACK}" if _DEVICES.match(slug) else slug


def free_path(path: Path) -> Path:
    """The path, or with a number behind its name where a file is called so already, whatever its letters' case."""
    taken = _names_in(path.parent)
    number, candidate = 1, path
    while _folded(candidate.name) in taken or _folded(candidate.stem) in taken:
        number += 1
        candidate = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return candidate


def free_bundle(path: Path) -> Path:
    """The same for a post that is a folder's index: the folder gets the number."""
    return free_path(path.parent) / path.name


def _plain(text: str) -> str:
    spelled = unicodedata.normalize("NFKD", text.translate(_SPELLED))
    kept = "".join(char for char in spelled if not "\u0300" <= char <= "\u036f")
    return unicodedata.normalize("NFC", kept)


def _fits(slug: str) -> bool:
    return len(slug) <= _LONGEST and len(slug.encode()) <= _LONGEST_BYTES


def _habit(root: Path, sibling: Sibling) -> _Habit | None:
    """What a new post is called if it is called as this one."""
    if not is_markdown(sibling.path.name) and sibling.path.suffix != ".mdx":
        return None
    parts = _parts(root, sibling.path.parent)
    stem = sibling.path.stem
    if stem == "index" and parts:
        folders = _with_dates(parts[:-1], sibling.day)
        return _Habit((*folders, _pattern_of(parts[-1])), "index", sibling.path.suffix)
    return _Habit(_with_dates(parts, sibling.day), _pattern_of(stem), sibling.path.suffix)


def _pattern_of(stem: str) -> str:
    dated = _DATED.match(stem)
    if dated is None or not dated["rest"]:
        return "{slug}"
    return "{year}-{month}-{day}" + (dated["rule"] or "-") + "{slug}"


def _with_dates(folders: tuple[str, ...], day: date | None) -> tuple[str, ...]:
    """The folders with year and month in the place of the post's own."""
    if day is None:
        return folders
    found: list[str] = []
    for folder in folders:
        if folder == f"{day.year:04}":
            found.append("{year}")
        elif folder == f"{day.month:02}" and "{year}" in found:
            found.append("{month}")
        elif folder == f"{day.day:02}" and "{month}" in found:
            found.append("{day}")
        elif folder == f"{day.year:04}-{day.month:02}":
            found.append("{year}-{month}")
        else:
            found.append(folder)
    return tuple(found)


def _most_common(habits: Sequence[_Habit]) -> _Habit | None:
    """The habit of most of the posts; of equals that of the newer post."""
    counted = Counter(habits).most_common(1)
    return counted[0][0] if counted else None


def _joint(newest: Sequence[Sibling]) -> str:
    """What stands between the words of the newest posts' names."""
    stems = [
        sibling.path.parent.name if sibling.path.stem == "index" else sibling.path.stem
        for sibling in newest[:20]
    ]
    rests = [match["rest"] if (match := _DATED.match(stem)) else stem for stem in stems]
    signs = Counter(
        "_" if "_" in rest and "-" not in rest else "-" for rest in rests if "-" in rest or "_" in rest
    )
    return "_" if signs["_"] > signs["-"] else "-"


def _filled(pattern: str, words: dict[str, str]) -> str:
    for word, text in words.items():
        pattern = pattern.replace(word, text)
    return pattern


def _parts(root: Path, folder: Path) -> tuple[str, ...]:
    return folder.relative_to(root).parts if folder == root or root in folder.parents else ()


def _names_in(folder: Path) -> set[str]:
    """The names in a folder, those of its posts without their endings too: ``a.md`` and ``a/`` would be one address."""
    try:
        names = [child.name for child in folder.iterdir()]
    except OSError:
        return set()
    stems = [name.rpartition(".")[0] for name in names if is_markdown(name)]
    return {_folded(name) for name in (*names, *stems)}


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
