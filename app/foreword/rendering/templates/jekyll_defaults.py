"""Jekyll's front-matter defaults: what the configuration gives to files by their place and kind.

Facts: jekyllrb.com/docs/configuration/front-matter-defaults and what Jekyll 4.3.1 answers;
tests/sites/test_jekyll_articles.py compares.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_OLD_KINDS = {"post": "posts", "page": "pages", "draft": "drafts"}


@dataclass(frozen=True, slots=True)
class Scope:
    """One entry: ``path`` is the beginning of the files' paths, or a glob for it; ``kind`` is "" for every kind."""

    path: str
    kind: str
    values: Mapping[str, object]

    def holds(self, path: str, kind: str) -> bool:
        """Whether it applies to a file of that kind ("posts", "drafts", "pages" or a collection)."""
        if self.kind not in ("", kind):
            return False
        return (
            re.match(_pattern(self.path), path) is not None
            if "*" in self.path
            else path.startswith(self.path)
        )


def scopes_of(entries: object, collections_dir: str = "") -> tuple[Scope, ...]:
    """The scopes of the configuration's ``defaults``, the stronger ones later."""
    found: list[Scope] = []
    for entry in entries if isinstance(entries, list) else []:
        scope, values = (
            (entry.get("scope"), entry.get("values")) if isinstance(entry, Mapping) else (None, None)
        )
        if not isinstance(values, Mapping):
            continue
        scope = scope if isinstance(scope, Mapping) else {}
        path, kind = str(scope.get("path") or ""), str(scope.get("type") or "")
        path = path.removeprefix(f"{collections_dir}/") if collections_dir else path
        found.append(Scope(path, _OLD_KINDS.get(kind, kind), values))
    return tuple(sorted(found, key=lambda scope: (len(scope.path), bool(scope.kind))))


def defaults_for(path: str, kind: str, scopes: tuple[Scope, ...]) -> dict[str, object]:
    """What the scopes give to a file."""
    values: dict[str, object] = {}
    for scope in scopes:
        if scope.holds(path, kind):
            values = laid_over(values, scope.values)
    return values


def laid_over(below: Mapping[str, object], above: Mapping[str, object]) -> dict[str, object]:
    """Front matter, or a stronger default, over weaker ones: mappings are merged, nothing (null) replaces nothing."""
    found = dict(below)
    for key, value in above.items():
        old = found.get(key)
        if value is None and old is not None:
            continue
        found[key] = (
            laid_over(old, value) if isinstance(old, Mapping) and isinstance(value, Mapping) else value
        )
    return found


def _pattern(glob: str) -> str:
    """A glob as a pattern for the beginning of a path; a ``*`` stays within one folder, ``**/`` goes through any."""
    signs = {"**/": "(?:.*/)?", "*": "[^/]*", "?": "[^/]"}
    return "".join(signs.get(part) or re.escape(part) for part in re.split(r"(\*\*/|[*?])", glob))
