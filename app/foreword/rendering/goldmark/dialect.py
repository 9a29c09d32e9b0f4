"""Goldmark as a `MarkdownItDialect`."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from foreword.rendering.dialect import Block
from foreword.rendering.goldmark.attributes import (
    block_attributes,
    drop_unknown_attributes,
    take_heading_attributes,
)
from foreword.rendering.goldmark.code import Highlight
from foreword.rendering.goldmark.definitions import definition_lists
from foreword.rendering.goldmark.divider import parse_divided
from foreword.rendering.goldmark.extras import extra_marks
from foreword.rendering.goldmark.footnotes import footnote_mark, footnote_rules, footnotes
from foreword.rendering.goldmark.ids import heading_id, unique_ids
from foreword.rendering.goldmark.linkify import linkify, stop_at_signs
from foreword.rendering.goldmark.lists import tight_lists
from foreword.rendering.goldmark.options import GoldmarkOptions
from foreword.rendering.goldmark.output import empty_dangerous_addresses, install_output
from foreword.rendering.goldmark.paragraphs import keep_exotic_blanks, undent_below_definitions
from foreword.rendering.goldmark.passthrough import free_blocks, passthrough
from foreword.rendering.goldmark.pictures import free_lone_pictures
from foreword.rendering.goldmark.tables import tables
from foreword.rendering.goldmark.typographer import close_quotes, pair_quotes, typographer
from foreword.rendering.highlight import highlight
from foreword.rendering.markdown_it import MarkdownItDialect, Rules
from foreword.rendering.markdown_it.addresses import all_addresses
from foreword.rendering.markdown_it.limits import limit_links
from foreword.rendering.markdown_it.raw_html import ascii_tags
from foreword.rendering.markdown_it.tasks import show_task_boxes, take_task_marks, task_boxes

_TASK = re.compile(r"\[([\sxX])\]\s*", re.ASCII)
_BOXES = {
    " ": '<input disabled="" type="checkbox"> ',
    "x": '<input checked="" disabled="" type="checkbox"> ',
}


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
            fill=close_quotes,
            every_note_counts=True,
        )
        super().__init__("goldmark", _engine(chosen, highlight), rules)

    def parse(self, lines: Sequence[str], at: int, mode: Hashable = None) -> Block:
        """See Dialect. The mode tells whether Hugo's divider came before."""
        return parse_divided(super().parse, lines, at, mode)


def _preparation(options: GoldmarkOptions) -> Callable[[list[Token]], None]:
    def prepare(tokens: list[Token]) -> None:
        if options.heading_attributes:
            take_heading_attributes(tokens)
        if options.task_list:
            take_task_marks(tokens, _TASK, ("paragraph_open", "heading_open"))

    return prepare


def _adjustment(options: GoldmarkOptions) -> Callable[[list[Token]], None]:
    signs = options.typographer_signs

    def adjust(tokens: list[Token]) -> None:
        if options.typographer:
            pair_quotes(tokens, signs)
        show_task_boxes(tokens, _BOXES)
        if options.block_passthrough:
            free_blocks(tokens)
        if not options.wrap_lone_pictures:
            free_lone_pictures(tokens)
        drop_unknown_attributes(tokens)
        if not options.unsafe:
            empty_dangerous_addresses(tokens)

    return adjust


def _engine(options: GoldmarkOptions, highlight: Highlight) -> MarkdownIt:
    md = MarkdownIt(
        "commonmark",
        {"maxNesting": 60, "html": True, "breaks": options.hard_wraps, "xhtmlOut": options.xhtml},
    )
    if options.table:
        tables(md)
    if options.strikethrough:
        md.options["strikethrough_single_tilde"] = True
        md.enable("strikethrough")
    limit_links(md)
    all_addresses(md)
    ascii_tags(md)
    keep_exotic_blanks(md)
    undent_below_definitions(md)
    stop_at_signs(md)
    if options.linkify:
        linkify(md, options.linkify_protocol)
    if options.definition_list:
        definition_lists(md)
    if options.footnote:
        footnote_rules(md)
    if options.block_attributes:
        block_attributes(md)
    if options.passthrough or options.block_passthrough:
        passthrough(md, options)
    if options.extras:
        extra_marks(md, options.extras)
    if options.typographer:
        typographer(md, options.typographer_signs)
    tight_lists(md)
    task_boxes(md)
    install_output(md, options, highlight)
    return md
