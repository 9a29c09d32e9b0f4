"""Goldmark as a `MarkdownItDialect`."""

from __future__ import annotations

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin

from foreword.rendering.goldmark.footnotes import footnote_mark, footnote_rules, footnotes
from foreword.rendering.goldmark.ids import heading_id, unique_ids
from foreword.rendering.goldmark.options import GoldmarkOptions
from foreword.rendering.goldmark.output import install_output
from foreword.rendering.markdown_it import MarkdownItDialect, Rules


class GoldmarkDialect(MarkdownItDialect):
    """Hugo's Markdown with the site's options."""

    def __init__(self, options: GoldmarkOptions | None = None) -> None:
        chosen = options or GoldmarkOptions()
        rules = Rules(
            heading_id=heading_id(chosen.auto_heading_id_type) if chosen.auto_heading_id else None,
            unique_ids=unique_ids,
            footnote_mark=footnote_mark if chosen.footnote else None,
            footnotes=footnotes if chosen.footnote else None,
        )
        super().__init__("goldmark", _engine(chosen), rules)


def _engine(options: GoldmarkOptions) -> MarkdownIt:
    md = MarkdownIt(
        "commonmark",
        {
            "html": True,
            "breaks": options.hard_wraps,
            "xhtmlOut": options.xhtml,
            "linkify": options.linkify,
            "typographer": options.typographer,
        },
    )
    if options.table:
        md.enable("table")
    if options.strikethrough:
        md.enable("strikethrough")
    if options.linkify:
        md.enable("linkify")
    if options.typographer:
        md.enable(["replacements", "smartquotes"])
    if options.definition_list:
        md.use(deflist_plugin)
    if options.footnote:
        footnote_rules(md)
    install_output(md, options)
    return md
