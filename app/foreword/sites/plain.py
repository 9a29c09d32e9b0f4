"""A folder of Markdown files without a generator."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

from foreword.sites.configuration import Configuration
from foreword.sites.conventions import (
    MARKDOWN,
    READY,
    Defaults,
    Evidence,
    Fields,
    Naming,
    PostState,
    by_date,
    first_field,
    lowered,
    moment_of,
    truthy,
)
from foreword.sites.walking import Group, Parts

_DATED_NAME = re.compile(r"\d{4}-\d\d-\d\d")
_ENDINGS = (*MARKDOWN, ".mdx")
_NOT_POSTS = frozenset({"readme", "changelog", "contributing", "license", "code_of_conduct", "security"})


def recognise(_folder: Path) -> Evidence | None:
    """Never by itself: what no other generator knows is opened as a plain folder."""
    return None


def configuration(_folder: Path) -> Configuration:
    """None."""
    return Configuration()


class Plain(Defaults):
    """Markdown files, read by the habits that most generators share."""

    def post_folders(self) -> tuple[Path, ...]:
        """The folder itself."""
        return (self.root,)

    def group(self, parts: Parts) -> Group | None:
        """Every Markdown file is a post, those in a folder of drafts are drafts."""
        name = parts[-1].lower()
        if not name.endswith(_ENDINGS) or (len(parts) == 1 and name.rpartition(".")[0] in _NOT_POSTS):
            return None
        return "draft" if any(part.strip("_").lower() == "drafts" for part in parts[:-1]) else "post"

    def state(self, parts: Parts, group: Group, fields: Fields, now: datetime) -> PostState:
        """By ``draft``, ``published``, ``status`` and the date."""
        own = lowered(fields)
        when, certain = moment_of(first_field(own, "date", "pubdate", "published"), None, now)
        if when is None and (match := _DATED_NAME.match(parts[-1])) is not None:
            when, certain = moment_of(match[0], None, now)
        if group == "draft":
            return PostState("draft", "Draft: it lies in a folder of drafts.", when, certain)
        if truthy(own.get("draft")) or own.get("published") is False:
            key = "draft is true" if truthy(own.get("draft")) else "published is false"
            return PostState("draft", f"Draft: {key}.", when, certain)
        if str(own.get("status", "")).lower() == "draft":
            return PostState("draft", "Draft: its status says so.", when, certain)
        state = by_date(when, certain, now)
        if state.status == "published":
            return PostState("published", READY if when else "Ready.", when, certain)
        return state

    def dialect(self) -> tuple[str, dict[str, object]]:
        """Python-Markdown with the extensions that most writers expect."""
        return "python-markdown", {}

    def naming(self) -> Naming:
        """``slug.md`` in the folder."""
        return Naming(folder=self.root)
