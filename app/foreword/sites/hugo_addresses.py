"""The addresses that Hugo gives to pages, in one language or several.

Facts: gohugo.io (URL management, multilingual mode) and what Hugo answers; tests/sites/test_against_hugo.py compares.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote, unquote_plus

from foreword.rendering.templates.slugs import is_word
from foreword.sites.configuration import map_of, text_of
from foreword.sites.folders import safe_parts
from foreword.sites.walking import Parts

_KEPT_SIGNS = "./\\_-#+~@"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page lies in the content: folders below its content folder, name without language and ending.

    ``prefix`` is what its language puts before the address, "" or "/de". ``sections`` are those of the folders that
    Hugo takes for sections: the first, and down to the last with an ``_index`` page.
    """

    folders: Parts
    stem: str
    prefix: str = ""
    sections: Parts = ()


class Content:
    """The content folders of a site and their languages, from its configuration.

    ``main`` is the folder of the default language, or the only one.
    """

    def __init__(self, config: Mapping[str, object]) -> None:
        main = safe_parts(text_of(config, "contentdir") or "content") or ("content",)
        languages = map_of(config, "languages")
        self._languages = frozenset(str(name).lower() for name in languages)
        self._default = (text_of(config, "defaultcontentlanguage") or "en").lower()
        self._always = config.get("defaultcontentlanguageinsubdir") is True
        own: dict[Parts, str] = {}
        for name in languages:
            settings = {str(key).lower(): value for key, value in map_of(languages, name).items()}
            if folder := safe_parts(text_of(settings, "contentdir") or ""):
                own[folder] = str(name).lower()
        self._own = dict(sorted(own.items(), key=lambda item: -len(item[0])))
        shared = len(own) < max(1, len(self._languages)) and main not in own
        self.roots: tuple[Parts, ...] = (*self._own, *([main] if shared else []))
        default = next((root for root, name in self._own.items() if name == self._default), None)
        self.main: Parts = default or self.roots[-1]

    def home(self, parts: Parts) -> Parts | None:
        """The content folder that a path lies in, None outside of all."""
        return next(
            (root for root in self.roots if parts[: len(root)] == root and len(parts) > len(root)), None
        )

    def place(self, parts: Parts) -> Place | None:
        """The place of a page, None outside the content."""
        home = self.home(parts)
        if home is None:
            return None
        stem = parts[-1].rpartition(".")[0]
        language = self._own.get(home)
        name, _, ending = stem.rpartition(".")
        if name and ending.lower() in self._languages:
            stem, language = name, ending.lower()
        if not self._languages:
            prefix = ""
        else:
            language = language or self._default
            prefix = f"/{language}" if self._always or language != self._default else ""
        return Place(parts[len(home) : -1], stem, prefix)


def address(
    place: Place, fields: Mapping[str, object], when: datetime | None, config: Mapping[str, object]
) -> str | None:
    """The address of a page; ``fields`` have their names in small letters. None for patterns not known here."""
    url = text_of(fields, "url")
    if url and ":" not in url:
        bare = "." not in url.rpartition("/")[2] and not url.endswith("/")
        return "/" + url.removeprefix("/") + ("/" if bare else "")
    folders, stem = place.folders, place.stem
    if stem in {"index", "_index"}:
        stem = "" if not folders or stem == "_index" else folders[-1]
        folders = folders[:-1] if stem else folders
    slug = (text_of(fields, "slug") or "").strip("-")
    last = slug if slug and stem else stem
    pattern = url or (_pattern(config, folders[0]) if folders and stem else None)
    segments: list[str] | None = [*folders, *([last] if last else [])]
    if pattern:
        segments = _filled(pattern, place.sections or folders[:1], stem, fields, when)
    if segments is None:
        return None
    path = "/".join(quote(urlize(segment), safe="/#+~@") for segment in segments)
    if config.get("uglyurls") is True and segments:
        return f"{place.prefix}/{path}.html"
    return f"{place.prefix}/{path}/" if path else f"{place.prefix}/"


def urlize(text: str) -> str:
    """Hugo's form of a title or file name in an address: small letters, signs left out, blanks to hyphens.

    Blanks beside hyphens vanish in them; several hyphens stay several.
    """
    kept = "".join(char for char in text if char.isspace() or char in _KEPT_SIGNS or is_word(char))
    joined = re.sub(r"[\s-]*\s[\s-]*", lambda match: "-" * max(1, match[0].count("-")), kept)
    return joined.lower().replace("i\u0307", "i")


def _pattern(config: Mapping[str, object], section: str) -> str | None:
    patterns = map_of(config, "permalinks")
    pages = patterns.get("page")
    return text_of(pages if isinstance(pages, Mapping) else patterns, section)


def _filled(
    pattern: str, sections: Parts, name: str, fields: Mapping[str, object], when: datetime | None
) -> list[str] | None:
    title = str(fields.get("title") or name)
    slug = (text_of(fields, "slug") or "").strip("-")
    words = {
        "section": sections[0] if sections else "",
        "sections": "/".join(sections),
        "slug": slug or title,
        "slugorfilename": slug or name,
        "slugorcontentbasename": slug or name,
        "title": title,
        "filename": name,
        "contentbasename": name,
    }
    if when is not None:
        words |= {"year": f"{when.year:04}", "month": f"{when.month:02}", "day": f"{when.day:02}"}
        words |= {"monthname": when.strftime("%B"), "yearday": str(when.timetuple().tm_yday)}
    missing = False

    def word(match: re.Match[str]) -> str:
        nonlocal missing
        if match[2]:
            return urlize("/".join(_sliced(sections, match[2]))) if match[1] == "sections" else ""
        missing = missing or match[1] not in words
        return urlize(unquote_plus(words.get(match[1], "")))

    filled = re.sub(r":(\w+)(\[[\w:]*\])?", word, pattern)
    return None if missing else [part for part in filled.split("/") if part]


def _sliced(sections: Parts, brackets: str) -> Parts:
    """The sections that ``[0]``, ``[1:]`` or ``[:last]`` name; none for places that there are not."""
    places = [_place_at(text, len(sections)) for text in brackets.strip("[]").split(":")]
    if len(places) == 1:
        return sections[places[0] or 0 :][:1]
    return sections[places[0] or 0 : places[1]]


def _place_at(text: str, count: int) -> int | None:
    if text == "last":
        return count - 1
    return int(text) if text.isdigit() and len(text) < 9 else None
