"""Goldmark as a `MarkdownItDialect`."""

from __future__ import annotations

from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin

from foreword.rendering.goldmark.attributes import (
    show_task_boxes,
    take_heading_attributes,
    take_task_marks,
)
from foreword.rendering.goldmark.footnotes import footnote_mark, footnote_rules, footnotes
from foreword.rendering.goldmark.ids import heading_id, unique_ids
from foreword.rendering.goldmark.linkify import linkify
from foreword.rendering.goldmark.options import GoldmarkOptions
from foreword.rendering.goldmark.output import Highlight, align_cells, install_output
from foreword.rendering.goldmark.typographer import set_type
from foreword.rendering.highlight import highlight
from foreword.rendering.markdown_it import MarkdownItDialect, Rules


class GoldmarkDialect(MarkdownItDialect):
    """Hugo's Markdown with the site's options. ``highlight`` colours code, None for a language it does not know."""

    def __init__(self, options: GoldmarkOptions | None = None, highlight: Highlight = highlight) -> None:
        chosen = options or GoldmarkOptions()
        rules = Rules(
            heading_id=heading_id(chosen.auto_heading_id_type) if chosen.auto_heading_id else None,
            unique_ids=unique_ids,
            footnote_mark=footnote_mark if chosen.footnote else None,
            footnotes=footnotes if chosen.footnote else None,
            prepare=_preparation(chosen),
            adjust=_adjustment(chosen),
        )
        super().__init__("goldmark", _engine(chosen, highlight), rules)


def _preparation(options: GoldmarkOptions) -> Callable[[list[Token]], None]:
    def prepare(tokens: list[Token]) -> None:
        if options.heading_attributes:
            take_heading_attributes(tokens)
        if options.task_list:
            take_task_marks(tokens)

    return prepare


def _adjustment(options: GoldmarkOptions) -> Callable[[list[Token]], None]:
    def adjust(tokens: list[Token]) -> None:
        if options.typographer:
            set_type(tokens)
        show_task_boxes(tokens)
        align_cells(tokens)

    return adjust


def _engine(options: GoldmarkOptions, highlight: Highlight) -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": True, "breaks": options.hard_wraps, "xhtmlOut": options.xhtml})
    if options.table:
        md.enable("table")
    if options.strikethrough:
        md.options["strikethrough_single_tilde"] = True
        md.enable("strikethrough")
    if options.linkify:
        linkify(md, options.linkify_protocol)
    if options.definition_list:
        _use_definition_lists(md)
    if options.footnote:
        footnote_rules(md)
    install_output(md, options, highlight)
    return md


def _use_definition_lists(md: MarkdownIt) -> None:
    """The plugin's rule, but for ``~``, which goldmark does not take for a mark."""
    md.use(deflist_plugin)
    names = md.block.ruler.get_active_rules()
    rule = md.block.ruler.getRules("")[names.index("deflist")]

    def only_colons(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        line = start + 1
        while line < end and state.isEmpty(line):
            line += 1
        if line >= end or state.src[state.bMarks[line] + state.tShift[line]] != ":":
            return False
        return rule(state, start, end, silent)

    md.block.ruler.at("deflist", only_colons, {"alt": ["paragraph", "reference", "blockquote"]})
