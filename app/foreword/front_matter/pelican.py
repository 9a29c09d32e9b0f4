"""Pelican's header lines, read as Python-Markdown's Meta extension and Pelican's Markdown reader do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from foreword.errors import FrontMatterRefused, Problem
from foreword.front_matter.format import (
    MAX_BLOCK,
    MAX_FINDINGS,
    Block,
    Page,
    Reading,
    problem_at,
    refuse_large,
)
from foreword.front_matter.handler import Handler
from foreword.front_matter.header_lines import (
    HeaderLine,
    as_text,
    delete_line,
    insert_line,
    replace_line,
    tree_of,
)
from foreword.front_matter.nodes import Entry, Node, Part, Path
from foreword.front_matter.places import line_start
from foreword.front_matter.profile import FormatName, WritingProfile
from foreword.text import Edit

_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")
_KEY = re.compile(r"[ ]{0,3}(?P<key>[A-Za-z0-9_-]+):[^\S\r\n]*(?P<value>.*)")
_START = re.compile(r"-{3}|[ ]{0,3}[A-Za-z0-9_-]{1,100}:")
_MORE = re.compile(r"(?:[ ]{4,}|\t)[^\S\r\n]*(?P<value>.*)")
_BEGIN = re.compile(r"-{3}(?:\s.*)?")
_END = re.compile(r"(?:-{3}|\.{3})(?:\s.*)?")

# Pelican's own metadata (docs/content.rst, METADATA_PROCESSORS in readers.py).
_KNOWN = frozenset(
    {"title", "date", "modified", "tags", "keywords", "category", "slug", "author", "authors", "summary",
     "lang", "translation", "status", "template", "save_as", "url"}
)  # fmt: skip
_OTHERS = frozenset({"jekyll", "hugo", "eleventy", "astro", "hexo", "zola"})
"""Generators that never read such lines; Nikola does, and a folder without generator may be anyone's."""
_FIRST_COUNTS = frozenset(
    {"tags", "date", "modified", "status", "category", "author", "authors", "slug", "title"}
)
_FORMATTED = frozenset({"summary"})


class PelicanFormat(Handler):
    """``Title: ...`` lines up to a blank line, or between fences. Keys are what Pelican makes of them: lower-case.

    A value that goes on under its key is a list of its lines, of ``summary`` one text, as Pelican has it. Of a key
    that stands there twice Pelican takes the first where it knows the key, else all.
    """

    name: FormatName = "pelican"
    text_only = True
    FM_BOUNDARY = _KEY

    def needs_keys(self, source: str) -> bool:
        """It is nothing but keys, or Pelican does not see the fences."""
        del source
        return True

    def find(self, text: str, profile: WritingProfile) -> Block | None:
        """The block at the top. Unless ``profile`` says Pelican, its first key must be one that Pelican knows."""
        sure = profile.generator == "pelican"
        if profile.generator in _OTHERS or not _START.match(text):
            return None
        first = _line_at(text, 0)
        opened = bool(_BEGIN.fullmatch(first.group(1)))
        if opened and not sure:
            return None
        start = first.end() if opened else 0
        if not _START.match(text, start):
            return None
        lines, inner_end, end = _scan(text, start)
        if not lines or (opened and not _END.fullmatch(text[inner_end:end].strip())):
            return None
        if not sure and (lines[0].key not in _KNOWN or _is_heading(text, lines, inner_end)):
            return None
        return Block(0, start, inner_end, end)

    def read(self, source: str, block: Block) -> Reading:
        """The values of a block. Raises Unreadable."""
        refuse_large(source, block)
        lines, _, _ = _scan(source, block.inner)
        texts: dict[str, list[str]] = {}
        findings: list[Problem] = []
        for line in lines:
            if line.key in texts and len(findings) < MAX_FINDINGS:
                counts = "the first counts" if line.key in _FIRST_COUNTS else "all count"
                message = f"the key {line.key!r} stands here for a second time; {counts}"
                findings.append(problem_at(message, source, line.start))
            texts.setdefault(line.key, []).extend(_shown(source, span) for span in (line.value, *line.more))
        return Reading({key: _value(key, values) for key, values in texts.items()}, tuple(findings), lines)

    def tree(self, source: str, block: Block, reading: Reading) -> Node:
        """Where the values stand."""
        lines = _scan(source, block.inner)[0]
        counting: dict[str, HeaderLine] = {}
        for line in lines:
            if line.key not in counting or line.key not in _FIRST_COUNTS:
                counting[line.key] = line
        root = tree_of(list(counting.values()), reading.fields, block.inner, block.inner_end)
        for entry in root.entries:
            if isinstance(entry.node.value, list) and sum(line.key == entry.key for line in lines) > 1:
                entry.node.locked = "its lines are not together"
        return root

    def replace(self, page: Page, path: Path, value: object) -> Edit:
        """Another value in place of an existing one. Raises FrontMatterRefused."""
        return replace_line(page, path, _joined(value, path), "    ")

    def insert(self, page: Page, parent: Path, part: Part, value: object) -> Edit:
        """A new line. Raises FrontMatterRefused."""
        if parent or not isinstance(part, str):
            raise FrontMatterRefused("Header lines hold text only, no lists or maps.")
        names = [page.source[entry.start : entry.key_end] for entry in page.root.entries]
        capital = sum(name[:1].isupper() for name in names) * 2 >= len(names)
        name = part[:1].upper() + part[1:] if capital else part
        text = as_text(value, (part,)).replace("\n", "\n    ")
        return insert_line(page, part, f"{name}: {text}".rstrip(" "))

    def delete(self, page: Page, path: Path) -> Edit:
        """Removes a line. Raises FrontMatterRefused."""
        return delete_line(page, path, _entry(page.root, path))

    def fresh(self, fields: Sequence[tuple[str, object]], profile: WritingProfile, line_end: str) -> str:
        """A new head with these fields."""
        del profile
        lines = [f"{key[:1].upper()}{key[1:]}: {as_text(value, (key,))}" for key, value in fields]
        return line_end.join([*lines, "", ""])


def _is_heading(text: str, lines: Sequence[HeaderLine], inner_end: int) -> bool:
    """Whether Markdown would see a heading: one line over dashes."""
    return len(lines) == 1 and text.startswith("---", inner_end)


def _line_at(text: str, at: int) -> re.Match[str]:
    match = _LINE.match(text, at)
    assert match is not None
    return match


def _scan(text: str, start: int) -> tuple[list[HeaderLine], int, int]:
    """The lines of a block, where they end, and where the body begins: behind a blank or closing line."""
    lines: list[HeaderLine] = []
    more: list[tuple[int, int]] = []
    at = start
    inner_end, end = -1, -1
    while at < len(text) and at - start <= MAX_BLOCK:
        line = _line_at(text, at)
        content = line.group(1)
        if not content.strip() or _END.fullmatch(content):
            inner_end, end = at, line.end()
            break
        key = _KEY.fullmatch(content)
        again = None if key or not lines else _MORE.fullmatch(content)
        if key:
            _close(lines, more)
            lines.append(
                HeaderLine(key["key"].lower(), at + key.start("key"), at + key.end("key"), _trimmed(at, key))
            )
        elif again:
            more.append(_trimmed(at, again))
        else:
            break
        at = line.end()
    _close(lines, more)
    return (lines, inner_end, end) if end >= 0 else (lines, at, at)


def _close(lines: list[HeaderLine], more: list[tuple[int, int]]) -> None:
    """Gives the last line those that go on with it."""
    if more:
        lines[-1] = replace(lines[-1], more=tuple(more))
        more.clear()


def _shown(source: str, span: tuple[int, int]) -> str:
    """A value as Python-Markdown sees it: tabs made blanks, its own two placeholder characters gone."""
    text = source[slice(*span)].replace("\x02", "").replace("\x03", "")
    if "\t" not in text:
        return text
    before = source[line_start(source, span[0]) : span[0]]
    return (before + text).expandtabs(4)[len(before.expandtabs(4)) :].strip()


def _trimmed(at: int, match: re.Match[str]) -> tuple[int, int]:
    text = match["value"].rstrip()
    start = at + (match.start("value") if text or "key" not in match.groupdict() else match.end("key") + 1)
    return start, start + len(text)


def _value(key: str, values: list[str]) -> object:
    if key in _FORMATTED:
        return "\n".join(values)
    return values[0] if len(values) == 1 or key in _FIRST_COUNTS else list(values)


def _joined(value: object, path: Path) -> object:
    """A list of lines as one text."""
    if (
        isinstance(value, list)
        and all(isinstance(item, str) for item in value)
        and str(path[0]) not in _FIRST_COUNTS
    ):
        return "\n".join(value)
    return value


def _entry(root: Node, path: Path) -> Entry:
    entry = root.entry(str(path[0]))
    if entry is None:
        raise FrontMatterRefused(f"{path[0]} does not stand in the header.")
    return entry
