"""Jekyll's Liquid: a post's body expanded as Jekyll expands it before Markdown, with what cannot be known as cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from foreword.rendering.dialect import Notice
from foreword.rendering.site_context import SiteContext
from foreword.rendering.templates.constructs import Construct, Place, constructs, places_of
from foreword.rendering.templates.expansion import Expansion, assemble, plain
from foreword.rendering.templates.helpers import Helpers
from foreword.rendering.templates.lexer import has_liquid
from foreword.text import Edit
from foreword.text.lines import count_line_ends

if TYPE_CHECKING:
    from foreword.rendering.templates.evaluation import Evaluator, Outcome

_TOO_MANY = "there are too many templates; from here on they are shown as they are written"

__all__ = ["Expander", "Helpers", "expand"]


def expand(
    source: str, context: SiteContext, page: Mapping[str, object], helpers: Helpers | None = None
) -> Expansion:
    """The body of a post with its Liquid expanded. Never raises for any text.

    ``page``: what templates call `page` (see `SiteContext.page`); with ``render_with_liquid: false`` the text stays.
    """
    return Expander(context, page, helpers).expand(source)


class Expander:
    """Expands one post again and again. What an edit of literal text cannot have changed is not evaluated again."""

    def __init__(
        self,
        context: SiteContext,
        page: Mapping[str, object],
        helpers: Helpers | None = None,
        names: Mapping[str, object] | None = None,
    ) -> None:
        """``names`` are known beside `site` and `page`; with them (Eleventy) a name that is not is noted."""
        self._context = context
        self._page = page
        self._helpers = helpers or Helpers()
        self._names = names
        self._evaluator: Evaluator | None = None
        self._templates: tuple[tuple[str, bool, bool, bool], ...] = ()
        self._outcome: Outcome | None = None
        self._source = ""

    def expand(self, source: str) -> Expansion:
        """The expansion of a text. Never raises."""
        self._source = source
        if not has_liquid(source) or self._page.get("render_with_liquid") is False:
            return plain(source)
        parts = constructs(source)
        places = places_of(source, parts)
        templates = tuple(
            (source[place.part.start : place.part.end], place.alone, place.in_address, place.in_code)
            for place in places
        )
        if self._outcome is None or templates != self._templates or self._outcome.reads_source:
            self._outcome = self._evaluate(source, places)
            self._templates = templates
        return _applied(self._outcome, source, parts, places)

    def update(self, edit: Edit) -> Expansion:
        """The expansion after an edit of the text expanded last."""
        return self.expand(edit.apply(self._source))

    def forget(self, page: Mapping[str, object] | None = None) -> None:
        """The site, or the post's front matter, has changed: the next expansion evaluates everything."""
        self._page = self._page if page is None else page
        self._outcome = None
        self._evaluator = None

    def _evaluate(self, source: str, places: Sequence[Place]) -> Outcome:
        if self._evaluator is None:
            # The template engine takes a while to load: only the first post that has templates pays for it.
            from foreword.rendering.templates.evaluation import Evaluator

            self._evaluator = Evaluator(self._context, self._helpers, self._names)
        return self._evaluator.evaluate(source, places, self._page)


def _applied(outcome: Outcome, source: str, parts: Sequence[Construct], places: Sequence[Place]) -> Expansion:
    """The expansion of the source from which, but for literal text, this outcome came."""
    pieces: list[tuple[int, int, str, bool]] = []
    notices: list[Notice] = []
    done = 0
    for part in parts:
        over = outcome.ended and done >= len(outcome.texts)
        if part.text is None:
            if not over:
                pieces.append((part.start, part.end, outcome.texts[done], False))
                notices += [
                    Notice(message, places[done].line + line) for message, line in outcome.notices[done]
                ]
                done += 1
        elif part.pieces[0].kind == "text" and not over:
            start = part.pieces[0].kept
            pieces.append((start, start + len(part.text), part.text, True))
        elif not over:
            pieces.append((part.start, part.end, part.text, False))
    return assemble(source, pieces, [*notices, *_unread(source, parts)])


def _unread(source: str, parts: Sequence[Construct]) -> list[Notice]:
    """A notice for the first opening braces that nothing closes, or where templates are no longer read."""
    for part in parts:
        kind = part.pieces[0].kind
        if kind in ("unclosed", "rest"):
            line = count_line_ends(source[: part.start])
            said = f"“{part.text}” is never closed; Jekyll stops at this" if kind == "unclosed" else _TOO_MANY
            return [Notice(said, line)]
    return []
