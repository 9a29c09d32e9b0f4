"""The Markdown that a site's generator makes of a post's body: its templates expanded, its dialect chosen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

from foreword.rendering.dialect import Dialect
from foreword.rendering.dialects import make_dialect
from foreword.rendering.site_context import SiteContext
from foreword.rendering.templates.choosing import TemplateExpander, expander_for
from foreword.rendering.templates.expansion import Expansion, plain
from foreword.rendering.templates.helpers import markdown_in
from foreword.sites.context import JekyllSiteContext
from foreword.sites.general_context import GeneralSiteContext
from foreword.sites.site import Site


def may_have_templates(text: str) -> bool:
    """Whether there is anything in the text with which templates begin in any generator."""
    return "{{" in text or "{%" in text or "{#" in text


class ArticleSource:
    """Expands the templates of one post as its site does.

    ``path`` is the post's, None for one that has no file yet. ``now`` must be aware.
    """

    def __init__(self, site: Site, path: Path | None, now: datetime, dialect: Dialect) -> None:
        self._dialect = dialect
        self._generator = site.generator
        self._path = "/".join(site.parts(path) or (path.name,)) if path is not None else ""
        self._fields: Mapping[str, object] = {}
        self._expander: TemplateExpander | None = None
        self._context: SiteContext = (
            JekyllSiteContext(site, now) if site.generator == "jekyll" else GeneralSiteContext(site)
        )

    @property
    def dialect(self) -> Dialect:
        """The dialect that the expanded text is written in."""
        return self._dialect

    def set_fields(self, fields: Mapping[str, object]) -> None:
        """The post's front matter, which templates call `page`."""
        self._fields = fields
        self._expander = None

    def expand(self, body: str) -> Expansion:
        """The body with its templates expanded, line ends as LF. Never raises."""
        if not may_have_templates(body):
            return plain(body)
        if self._expander is None:
            page = self._context.page(self._path, self._fields, body)
            self._expander = expander_for(
                self._generator, self._context, page, partial(markdown_in, self._dialect)
            )
        return self._expander.expand(body)


def article_source(site: Site, path: Path | None, now: datetime, dialect: str | None = None) -> ArticleSource:
    """The source of a post's article in its site's dialect, or in another one by name. Raises UsageProblem."""
    if dialect is None or dialect == site.dialect_name:
        chosen = make_dialect(site.dialect_name, site.dialect_options)
    else:
        chosen = make_dialect(dialect)
    return ArticleSource(site, path, now, chosen)
