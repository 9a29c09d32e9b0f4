"""CommonMark as a `MarkdownItDialect`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from foreword.rendering.commonmark import footnotes
from foreword.rendering.commonmark.autolinks import gfm_links
from foreword.rendering.commonmark.code import Highlight, astro_code, hexo_code
from foreword.rendering.commonmark.hexo import describe, heading_anchors, more_marks, pictures, rewrite_links
from foreword.rendering.commonmark.ids import heading_id, unique_ids
from foreword.rendering.commonmark.options import CommonMarkOptions
from foreword.rendering.commonmark.punctuation import astro_punctuation, hexo_punctuation
from foreword.rendering.highlight import highlight
from foreword.rendering.markdown_it import MarkdownItDialect, Rules
from foreword.rendering.markdown_it.addresses import all_addresses
from foreword.rendering.markdown_it.limits import limit_links
from foreword.rendering.markdown_it.raw_html import ascii_tags
from foreword.rendering.markdown_it.tasks import show_task_boxes, take_task_marks, task_boxes

_APPROXIMATE = {"zola": "This is close to what Zola makes of the post, but was not compared with Zola itself"}
_BOXES = {" ": '<input disabled="" type="checkbox"> ', "x": '<input checked="" disabled="" type="checkbox"> '}
_PUNCTUATION = {"hexo": hexo_punctuation, "astro": astro_punctuation}
_FOOTNOTES = {
    "gfm": (footnotes.gfm_mark, footnotes.gfm_footnotes),
    "zola": (footnotes.zola_mark, footnotes.zola_footnotes),
}


class CommonMarkDialect(MarkdownItDialect):
    """CommonMark with the habits of one generator. ``highlight`` colours code, None for a language it does not know."""

    def __init__(self, options: CommonMarkOptions | None = None, highlight: Highlight = highlight) -> None:
        chosen = options or CommonMarkOptions()
        mark, section = _FOOTNOTES.get(chosen.footnotes, (None, None))
        rules = Rules(
            heading_id=heading_id(chosen.ids, chosen.id_case) if chosen.ids else None,
            unique_ids=unique_ids(chosen.ids),
            footnote_mark=mark,
            footnotes=section,
            prepare=_preparation(chosen),
            adjust=_adjustment(chosen),
        )
        said = _APPROXIMATE.get(chosen.generator)
        super().__init__("commonmark", _engine(chosen, highlight), rules, [said] if said else [])


def _engine(options: CommonMarkOptions, highlight: Highlight) -> MarkdownIt:
    md = MarkdownIt(
        "commonmark",
        {
            "maxNesting": 60,
            "html": options.html,
            "breaks": options.breaks,
            "xhtmlOut": options.xhtml,
            "linkify": options.links == "markdown-it",
            "typographer": bool(options.typographer),
            "strikethrough_single_tilde": options.strikethrough == "del",
        },
    )
    switches = {
        "table": options.tables,
        "strikethrough": bool(options.strikethrough),
        "linkify": options.links == "markdown-it",
        "replacements": options.typographer == "markdown-it",
        "smartquotes": bool(options.typographer),
    }
    md.enable([name for name, on in switches.items() if on])
    if not options.indented_code:
        # Not disabled: what is indented by four would begin lists then, as it does not in JavaScript.
        md.block.ruler.at("code", lambda *_: False)
    limit_links(md)
    if options.generator in ("astro", "hexo", "zola"):
        all_addresses(md, punycode=options.generator == "hexo")
    if options.generator in ("astro", "zola", ""):
        ascii_tags(md)
    if options.links == "gfm":
        gfm_links(md, within_words=options.generator == "hexo")
    if options.typographer in _PUNCTUATION:
        md.core.ruler.at("smartquotes", _PUNCTUATION[options.typographer])
    if options.footnotes:
        footnotes.footnote_rules(md)
    _install_output(md, options, highlight)
    return md


def _install_output(md: MarkdownIt, options: CommonMarkOptions, highlight: Highlight) -> None:
    task_boxes(md)
    md.add_render_rule("blockquote_open", _blockquote)
    if options.code == "figure":
        hexo_code(md, highlight, line_numbers=options.line_numbers)
    elif options.code == "shiki":
        astro_code(md, highlight)
    if options.anchors:
        heading_anchors(md)
    if options.generator == "hexo":
        more_marks(md)
        pictures(md, from_root=options.root_pictures)


def _blockquote(_renderer: object, tokens: Sequence[Token], at: int, *_: object) -> str:
    """An empty quote has a line of its own too, as the specification writes it."""
    return "\n<blockquote>\n" if at and tokens[at - 1].hidden else "<blockquote>\n"


def _preparation(options: CommonMarkOptions) -> Callable[[list[Token]], None]:
    def prepare(tokens: list[Token]) -> None:
        if options.tasks:
            take_task_marks(tokens)

    return prepare


def _adjustment(options: CommonMarkOptions) -> Callable[[list[Token]], None]:
    def adjust(tokens: list[Token]) -> None:
        if options.tasks:
            show_task_boxes(tokens, _BOXES)
        if options.generator == "astro":
            _mark_task_lists(tokens)
        if options.strikethrough == "del":
            _strike_as_del(tokens)
        if options.generator in ("astro", "hexo"):
            _align_by_attribute(tokens)
        if options.generator == "hexo":
            rewrite_links(tokens)
        if options.descriptions:
            describe(tokens)

    return adjust


def _strike_as_del(tokens: list[Token]) -> None:
    for block in tokens:
        for token in block.children or ():
            if token.tag == "s":
                token.tag = "del"


def _align_by_attribute(tokens: list[Token]) -> None:
    for token in tokens:
        if token.type in ("th_open", "td_open") and "style" in token.attrs:
            token.attrs["align"] = str(token.attrs.pop("style")).partition(":")[2]


def _mark_task_lists(tokens: list[Token]) -> None:
    """GitHub's classes on lists and items with boxes."""
    lists: list[Token] = []
    items: list[Token] = []
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(token)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            items.append(token)
        elif token.type == "list_item_close":
            items.pop()
        elif token.type == "inline" and "task" in token.meta and lists and items:
            lists[-1].attrs["class"] = "contains-task-list"
            items[-1].attrs["class"] = "task-list-item"
