"""Finds what expands a post's templates: by the site's generator, or where no site is known by the dialect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from foreword.front_matter import read_head
from foreword.rendering.site_context import SiteContext
from foreword.rendering.templates.expansion import Expansion, plain
from foreword.rendering.templates.foreign import FINDERS, expand_as_cards
from foreword.rendering.templates.helpers import Helpers, Markdownify
from foreword.rendering.templates.jekyll_folder import UnknownSite
from foreword.rendering.templates.liquid import Expander
from foreword.rendering.templates.shortcodes import expand_shortcodes

_BY_DIALECT = {"kramdown": "jekyll", "goldmark": "hugo"}


class TemplateExpander(Protocol):
    """Expands one post as often as it changes."""

    def expand(self, source: str) -> Expansion:
        """The expansion of the post's body. Never raises."""
        ...


@dataclass(frozen=True, slots=True)
class ShortcodeExpander:
    """Hugo's shortcodes of one post."""

    context: SiteContext
    page: Mapping[str, object]
    markdown: Markdownify | None = None

    def expand(self, source: str) -> Expansion:
        """The body with placeholders for the shortcodes' HTML."""
        return expand_shortcodes(source, self.context, self.page, Helpers(self.markdown))


@dataclass(frozen=True, slots=True)
class CardExpander:
    """Templates of a generator that can only be shown as cards; a generator without any leaves the text."""

    generator: str

    def expand(self, source: str) -> Expansion:
        """The body with placeholders for the cards."""
        if self.generator not in FINDERS:
            return plain(source)
        find, reason = FINDERS[self.generator]
        return expand_as_cards(source, find, reason)


def expander_for(
    generator: str,
    context: SiteContext,
    page: Mapping[str, object],
    markdown: Markdownify | None = None,
) -> TemplateExpander:
    """What expands the templates of a post of a site of that generator ("nunjucks" for an Eleventy that uses it).

    ``page``: what templates call the post (`SiteContext.page`); ``markdown`` renders text in the site's dialect.
    """
    if generator == "jekyll":
        return Expander(context, page, Helpers(markdownify=markdown))
    if generator == "eleventy":
        names = {str(name): value for name, value in page.items()}
        return Expander(context, page, Helpers(markdownify=markdown), names)
    if generator == "hugo":
        return ShortcodeExpander(context, page, markdown)
    return CardExpander(generator)


def prepare(
    source: str,
    path: str | None,
    dialect: str,
    context: SiteContext | None = None,
    generator: str | None = None,
) -> Expansion:
    """A whole file without its front matter and with its templates expanded, ready for Markdown.

    Without ``generator`` the dialect decides (kramdown means Jekyll, goldmark means Hugo). Positions and lines are
    those of the body.
    """
    head = read_head(source)
    body = source[head.end :]
    site = context or UnknownSite()
    page = site.page(path or "", head.fields, body)
    return expander_for(generator or _BY_DIALECT.get(dialect, ""), site, page).expand(body)
