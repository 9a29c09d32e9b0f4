"""Hugo's shortcodes in a post. Their HTML waits behind placeholders until Markdown has done its work, as in Hugo."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from foreword.rendering.dialect import Notice
from foreword.rendering.site_context import SiteContext
from foreword.rendering.templates.cards import NO_ADDRESS, card, shortened, stands_alone, within_address
from foreword.rendering.templates.expansion import Expansion, assemble, placeholder_for, plain
from foreword.rendering.templates.helpers import DialectMarkdown, Helpers, Markdownify
from foreword.rendering.templates.hugo_shortcodes import (
    BLOCKS,
    ONLINE,
    TEXTS,
    WITH_CONTENT,
    NotKnown,
    Surroundings,
)
from foreword.rendering.templates.shortcode_lexer import (
    Broken,
    Call,
    Escaped,
    Piece,
    cut_shortcodes,
    pair_calls,
)
from foreword.text.lines import count_line_ends

_OWN = "a shortcode of the site's, whose template cannot be run here"
_MOST_NOTICES = 100
_DEEPEST = 20


def expand_shortcodes(
    source: str, context: SiteContext, page: Mapping[str, object], helpers: Helpers | None = None
) -> Expansion:
    """The body of a Hugo post with its shortcodes expanded. Never raises for any text. Markdown is by default Hugo's.

    ``page`` holds the front matter, and under "path" the post's path in the site. The HTML goes in by
    `Expansion.restore` when the text has been rendered.
    """
    if "{{<" not in source and "{{%" not in source:
        return plain(source)
    chosen = helpers or Helpers()
    around = Surroundings(
        context, page, chosen.markdownify or goldmark(context), chosen.highlight or _highlight
    )
    work = _Expanding(source, around)
    pieces = cut_shortcodes(source)
    work.run(pieces, pair_calls(pieces))
    return assemble(source, work.pieces, work.notices, work.replacements)


def goldmark(context: SiteContext) -> Markdownify:
    """Hugo's Markdown as the site configures it."""
    markup = context.config.get("markup")
    found = markup.get("goldmark") if isinstance(markup, Mapping) else None
    return DialectMarkdown("goldmark", found)


def _highlight(code: str, language: str) -> str | None:
    from foreword.rendering.highlight import highlight

    return highlight(code, language)


@dataclass(slots=True)
class _Expanding:
    """One text under way."""

    source: str
    around: Surroundings
    depth: int = 0
    pieces: list[tuple[int, int, str, bool]] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    replacements: dict[str, str] = field(default_factory=dict)

    def run(self, pieces: Sequence[Piece], pairs: Mapping[int, int]) -> None:
        """Expands piece by piece."""
        at = index = 0
        while index < len(pieces):
            piece = pieces[index]
            self._literal(at, piece.start)
            last = index
            if isinstance(piece, Call) and not piece.closes and piece.name in WITH_CONTENT:
                last = pairs.get(index, index)
            end = pieces[last].end
            self.pieces.append((piece.start, end, self._expanded(piece, pieces[last], index in pairs), False))
            at, index = end, last + 1
        self._literal(at, len(self.source))

    def _literal(self, start: int, end: int) -> None:
        if end > start:
            self.pieces.append((start, end, self.source[start:end], True))

    def _expanded(self, piece: Piece, closing: Piece, paired: bool) -> str:
        if isinstance(piece, Escaped):
            return piece.text
        if isinstance(piece, Broken):
            self._notice(piece, "this is not a shortcode that can be read; Hugo stops at it")
            return self.source[piece.start : piece.end]
        if piece.closes:
            return ""
        try:
            return self._called(piece, self.source[piece.end : closing.start] if closing is not piece else "")
        except NotKnown as reason:
            kind = "problem" if piece.name in TEXTS or piece.name in BLOCKS else "shortcode"
            return self._card(piece, kind, str(reason), paired)

    def _called(self, call: Call, inner: str) -> str:
        if call.name in TEXTS:
            text = TEXTS[call.name](call, inner, self.around)
            return text if call.mark == "%" else self._placeholder(html.escape(text, quote=False))
        if call.name in BLOCKS:
            content, replacements = self._inner(call, inner)
            made = BLOCKS[call.name](call, content, self.around)
            for placeholder, replacement in replacements.items():
                made = made.replace(f"<p>{placeholder}</p>", replacement).replace(placeholder, replacement)
            return self._placeholder(made)
        raise NotKnown(ONLINE.get(call.name, _OWN))

    def _inner(self, call: Call, inner: str) -> tuple[str, dict[str, str]]:
        if "{{<" not in inner and "{{%" not in inner:
            return inner, {}
        if self.depth >= _DEEPEST:
            raise NotKnown("shortcodes are nested too deeply")
        work = _Expanding(inner, self.around, self.depth + 1)
        pieces = cut_shortcodes(inner)
        work.run(pieces, pair_calls(pieces))
        line = count_line_ends(self.source[: call.end])
        self.notices += [Notice(notice.message, notice.line + line) for notice in work.notices]
        return "".join(piece[2] for piece in work.pieces), work.replacements

    def _card(self, call: Call, kind: str, reason: str, paired: bool) -> str:
        self._notice(call, f"{shortened(call.name, 60)}: {reason}")
        if within_address(self.source, call.start):
            return NO_ADDRESS
        block = paired or stands_alone(self.source, call.start, call.end)
        return self._placeholder(card(kind, call.name, call.written, reason, block=block, markdown=False)) + (
            "\n\n" if paired and self._before_text(call.end) else ""
        )

    def _before_text(self, end: int) -> bool:
        """Whether text follows on the next line, which would run into the card's paragraph."""
        return self.source[end : end + 2].startswith("\n") and not self.source[end : end + 2].isspace()

    def _placeholder(self, replacement: str) -> str:
        if not replacement:
            return ""
        placeholder = placeholder_for(replacement)
        self.replacements[placeholder] = replacement
        return placeholder

    def _notice(self, piece: Piece, message: str) -> None:
        if len(self.notices) < _MOST_NOTICES:
            self.notices.append(Notice(message, count_line_ends(self.source[: piece.start])))
