"""kramdown for any program that uses Python-Markdown.

``markdown.markdown(text, extensions=[KramdownExtension()])`` or ``extensions=["foreword.rendering.kramdown.extension"]``
gives what Jekyll's kramdown makes of the text. Other extensions of the same Markdown instance have no effect.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from xml.etree.ElementTree import Element, ElementTree

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.util import Registry

from foreword.rendering.document import render_article
from foreword.rendering.kramdown.dialect import KramdownDialect
from foreword.rendering.kramdown.options import KramdownOptions


class _ArticleParser(BlockParser):
    """Renders the whole document at once and leaves the tree empty."""

    def __init__(self, md: Markdown, dialect: KramdownDialect) -> None:
        super().__init__(md)
        self._dialect = dialect
        self.html = ""

    def parseDocument(self, lines: Iterable[str]) -> ElementTree:  # noqa: N802
        self.html = render_article(self._dialect, "\n".join(lines)).html
        return ElementTree(Element(self.md.doc_tag))


class _ArticlePostprocessor(Postprocessor):
    """Puts the article in the place of the empty tree."""

    def __init__(self, md: Markdown, parser: _ArticleParser) -> None:
        super().__init__(md)
        self._parser = parser

    def run(self, text: str) -> str:
        del text
        return self._parser.html


class KramdownExtension(Extension):
    """Replaces the conversion by kramdown's.

    ``options``: the map under ``kramdown:`` of a Jekyll configuration. ``highlight``: (code, language) to HTML or None.
    """

    def __init__(
        self,
        options: Mapping[str, object] | None = None,
        highlight: Callable[[str, str], str | None] | None = None,
        **configs: object,
    ) -> None:
        super().__init__()
        given = {**(options or {}), **configs}
        self._dialect = KramdownDialect(KramdownOptions.from_config(given), highlight)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Called by Python-Markdown."""
        parser = _ArticleParser(md, self._dialect)
        md.parser = parser
        md.preprocessors = Registry()
        md.treeprocessors = Registry()
        md.postprocessors = Registry()
        md.postprocessors.register(_ArticlePostprocessor(md, parser), "kramdown", 0)
        md.registerExtension(self)


def makeExtension(**configs: object) -> KramdownExtension:  # noqa: N802
    """Called by Python-Markdown for the module's name; the keywords are kramdown's options."""
    return KramdownExtension(configs)
