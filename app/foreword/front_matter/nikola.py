"""Nikola's ``.. key: value`` lines, in an HTML comment or bare (nikola/metadata_extractors.py)."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
from foreword.front_matter.nodes import Node, Part, Path
from foreword.front_matter.places import line_start
from foreword.front_matter.profile import FormatName, WritingProfile
from foreword.text import Edit

_LINE = re.compile(r"(?:(?<=[\r\n])|^)[ \t]*\.\. (?P<key>[\w-]+):(?:(?=[\r\n]|\Z)|[ \t](?P<value>[^\r\n]*))")
_OPEN = re.compile(r"<!--[ \t]*(?:\r\n|\n|\r)(?=\s{0,1000}\.\. [\w-]+:)")
_CLOSE = re.compile(r"[ \t]*-->[ \t]*(?:\r\n|\n|\r|\Z)")
_BLANK = re.compile(r"(?:(?<=[\r\n])|^)[ \t]*(?:\r\n|\n|\r|\Z)")


class NikolaFormat(Handler):
    """Lines of two dots. In a comment they end with it, bare with a blank line; of equal keys the last counts."""

    name: FormatName = "nikola"
    text_only = True
    FM_BOUNDARY = _OPEN

    def needs_keys(self, source: str) -> bool:
        """A comment without keys is a comment."""
        del source
        return True

    def find(self, text: str, profile: WritingProfile) -> Block | None:
        """The block at the top; its signs leave nothing for ``profile`` to decide."""
        del profile
        opening = _OPEN.match(text)
        if opening:
            sign = text.find("-->", opening.end())
            closing = _CLOSE.match(text, line_start(text, sign)) if sign >= 0 else None
            return Block(0, opening.end(), closing.start(), closing.end()) if closing else None
        if not _LINE.match(text):
            return None
        if len(text) < MAX_BLOCK and not _BLANK.search(text):
            return Block(0, 0, len(text), len(text))
        blank = _BLANK.search(text, 0, MAX_BLOCK)
        return Block(0, 0, blank.start(), blank.end()) if blank and blank.end() < MAX_BLOCK else None

    def read(self, source: str, block: Block) -> Reading:
        """The values of a block. Raises Unreadable."""
        refuse_large(source, block)
        fields: dict[str, object] = {}
        findings: list[Problem] = []
        for line in _lines(source, block):
            if line.key in fields and len(findings) < MAX_FINDINGS:
                message = f"the key {line.key!r} stands here for a second time; this value counts"
                findings.append(problem_at(message, source, line.start))
            fields[line.key] = source[slice(*line.value)]
        return Reading(fields, tuple(findings))

    def tree(self, source: str, block: Block, reading: Reading) -> Node:
        """Where the values stand."""
        return tree_of(_lines(source, block), reading.fields, block.inner, block.inner_end)

    def replace(self, page: Page, path: Path, value: object) -> Edit:
        """Another value in its line. Raises FrontMatterRefused."""
        return replace_line(page, path, value, "")

    def insert(self, page: Page, parent: Path, part: Part, value: object) -> Edit:
        """A new line. Raises FrontMatterRefused."""
        if parent or not isinstance(part, str):
            raise FrontMatterRefused("Nikola's lines hold text only, no lists or maps.")
        first = page.root.entries[0].start if page.root.entries else page.block.inner
        indent = page.source[line_start(page.source, first) : first].partition("..")[0]
        return insert_line(page, part, f"{indent}.. {part}: {as_text(value, (part,))}".rstrip(" "))

    def delete(self, page: Page, path: Path) -> Edit:
        """Removes a line. Raises FrontMatterRefused."""
        entry = page.root.entry(str(path[0]))
        if entry is None:
            raise FrontMatterRefused(f"{path[0]} does not stand in the header.")
        return delete_line(page, path, entry)

    def fresh(self, fields: Sequence[tuple[str, object]], profile: WritingProfile, line_end: str) -> str:
        """A new head with these fields, in a comment as Nikola itself writes them for Markdown."""
        del profile
        lines = [f".. {key}: {as_text(value, (key,))}" for key, value in fields]
        return line_end.join(["<!--", *lines, "-->", "", ""])


def _lines(source: str, block: Block) -> list[HeaderLine]:
    lines = []
    for match in _LINE.finditer(source, block.inner, block.inner_end):
        value = match["value"] or ""
        start = match.start("value") if match["value"] is not None else match.end()
        start += len(value) - len(value.lstrip())
        span = (start, start + len(value.strip())) if value.strip() else (match.end("key") + 1,) * 2
        lines.append(HeaderLine(match["key"], match.start("key"), match.end("key"), span))
    return lines
