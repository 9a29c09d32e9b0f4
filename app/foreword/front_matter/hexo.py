"""Hexo's YAML: the opening fence may be left out, and fences may be longer (hexo-front-matter)."""

from __future__ import annotations

import re

from foreword.front_matter.fences import closing_line
from foreword.front_matter.format import MAX_BLOCK, Block
from foreword.front_matter.profile import WritingProfile
from foreword.front_matter.yaml_format import YamlFormat
from foreword.text import split_lines

_OPEN = re.compile(r"(-{3,})[ \t]{0,1000}(?:\r\n|\n|\r)")
_CLOSE = re.compile(r"(?<=[\r\n])(-{3,})[ \t]{0,1000}(?:\r\n|\n|\r|\Z)")
_FIRST = re.compile(r"(?:title|date|layout|tags|categories|updated|comments|permalink|lang):[ \t]")
_LINE = re.compile(r"(?:[A-Za-z_][\w-]*:(?:[ \t].*)?|[ \t]+\S.*|-[ \t].*|#.*)")

_OTHERS = frozenset({"jekyll", "hugo", "eleventy", "astro", "zola", "pelican", "nikola"})
"""Generators that want both fences."""


class HexoYamlFormat(YamlFormat):
    """YAML that only a closing fence parts from the body.

    ``title: x`` over dashes is also a heading of Markdown. So without a profile that says Hexo, a block has at least
    two lines, all of them look like YAML, and the first has a lower-case key that posts begin with.
    """

    def needs_keys(self, source: str) -> bool:
        """Without an opening fence the keys show it."""
        return not source.startswith("---")

    def find(self, text: str, profile: WritingProfile) -> Block | None:
        """The block at the top of a text."""
        sure = profile.generator == "hexo"
        if profile.generator in _OTHERS:
            return None
        opening = _OPEN.match(text)
        if opening:
            return self._fenced(text, opening) if sure else None
        closing = _CLOSE.search(text, 0, MAX_BLOCK) if sure or _FIRST.match(text) else None
        if closing is None:
            return None
        lines = split_lines(text[: closing.start()])[:-1]
        if not sure and (closing.group(1) != "---" or len(lines) < 2):
            return None
        if not all(_LINE.fullmatch(line) for line in lines if line or not sure):
            return None
        return Block(0, 0, closing.start(), closing.end())

    def _fenced(self, text: str, opening: re.Match[str]) -> Block | None:
        """Between two lines of as many dashes."""
        closing = closing_line(text, opening.end(), opening.group(1))
        return Block(0, opening.end(), *closing) if closing else None
