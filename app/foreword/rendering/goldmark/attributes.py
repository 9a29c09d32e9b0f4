"""Attributes in braces behind a heading or below a block, ``{#id .class key="value"}`` (asked of Hugo 0.168)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from foreword.rendering.markdown_it.blocks import AFTER_BLOCK

_AT_END = re.compile(r"(?P<before>.*?)[ \t]*(?:#+)?[ \t]*(?<!\\)(?P<braces>\{[^{}\n]*\})[ \t]*\Z", re.DOTALL)
_NAME = r"[^\s!-,/;-@\[-^`{-~]*"
_PART = re.compile(
    rf"#(?P<id>{_NAME})|\.(?P<class>{_NAME})|(?P<key>[A-Za-z_:][\w:.-]*)="
    r"(?:\"(?P<quoted>(?:[^\"\\\n]|\\.)*)\"|(?P<number>[-+]?\d[\d.]*|\[[^\]\n]*\])|(?P<bare>[A-Za-z_:][\w:.-]*))",
    re.ASCII,
)
_SPACE = re.compile(r"[ \t]*,?[ \t]*")
_CONSTANTS = {"true": "true", "false": "false", "null": ""}
_GLOBAL = frozenset(
    [
        "accesskey",
        "autocapitalize",
        "autofocus",
        "class",
        "contenteditable",
        "dir",
        "draggable",
        "enterkeyhint",
        "hidden",
        "id",
        "inert",
        "inputmode",
        "is",
        "itemid",
        "itemprop",
        "itemref",
        "itemscope",
        "itemtype",
        "lang",
        "part",
        "role",
        "slot",
        "spellcheck",
        "style",
        "tabindex",
        "title",
        "translate",
    ]
)
_LIST = _GLOBAL | {"start", "reversed", "type"}
_KNOWN = {
    "blockquote_open": _GLOBAL | {"cite"},
    "bullet_list_open": _LIST,
    "ordered_list_open": _LIST,
    "hr": _GLOBAL | {"align", "color", "noshade", "size", "width"},
    "table_open": _GLOBAL
    | frozenset(
        ["align", "bgcolor", "border", "cellpadding", "cellspacing", "frame", "rules", "summary", "width"]
    ),
}
_ANY = frozenset(("heading_open", "paragraph_open"))
_NONE = frozenset(("fence", "code_block", "html_block", "footnote_reference_close"))


@dataclass(frozen=True, slots=True)
class _Value:
    """``is_text``: neither a number nor a constant, which Hugo writes only into headings."""

    text: str
    is_text: bool = True


def take_heading_attributes(tokens: Sequence[Token]) -> None:
    """Moves what stands in braces behind a heading's text to the heading."""
    for heading, inline in pairwise(tokens):
        if heading.type == "heading_open" and inline.type == "inline":
            match = _AT_END.match(inline.content)
            found = _read(match["braces"], 0) if match else None
            if match is not None and found is not None and found[1] == len(match["braces"]):
                inline.content = match["before"]
                own = {key: value.text for key, value in found[0].items() if not key.lower().startswith("on")}
                heading.attrs = {**heading.attrs, **own}


def block_attributes(md: MarkdownIt) -> None:
    """Adds the rule for lines that begin with attributes: they go to the block right above."""
    md.block.ruler.before(
        "code", "block_attributes", _rule, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    md.options[AFTER_BLOCK] = _rule


def drop_unknown_attributes(tokens: Sequence[Token]) -> None:
    """Takes away attributes that HTML does not know for a paragraph. A picture that stands alone may have any."""
    for token in tokens:
        if token.type == "paragraph_open" and token.attrs:
            token.attrs = {key: value for key, value in token.attrs.items() if _is_known(key, _GLOBAL)}


def _rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    del end
    begin = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or not state.src.startswith("{", begin):
        return False
    found = _read(state.src[begin : state.eMarks[start]], 0)
    if found is None:
        return False
    if not silent:
        state.line = start + 1
        above = _above(state, start)
        if above is not None:
            _give(above, found[0])
    return True


def _above(state: StateBlock, line: int) -> Token | None:
    """The opening token of the block that ends right above."""
    if not state.tokens or state.tokens[-1].level != state.level or line == 0 or state.isEmpty(line - 1):
        return None
    if state.tokens[-1].nesting > 0 or state.tokens[-1].type in _NONE:
        return None
    return next(
        (token for token in reversed(state.tokens) if token.level == state.level and token.nesting >= 0), None
    )


def _give(token: Token, found: Mapping[str, _Value]) -> None:
    """Adds the attributes that the block has not yet and may have."""
    in_heading = token.type == "heading_open"
    for key, value in found.items():
        if key not in token.attrs and (token.type in _ANY or _is_known(key, _KNOWN.get(token.type, _GLOBAL))):
            token.attrs[key] = value.text if value.is_text or in_heading else ""


def _is_known(key: str, known: frozenset[str]) -> bool:
    return key in known or key.startswith("data-")


def _read(source: str, at: int) -> tuple[dict[str, _Value], int] | None:
    """The attributes in braces that begin at ``at`` and the index behind them."""
    attributes: dict[str, _Value] = {}
    at = _space(source, at + 1)
    while not source.startswith("}", at):
        match = _PART.match(source, at)
        if match is None:
            return None
        key = "id" if match["id"] is not None else "class" if match["class"] is not None else match["key"]
        value = _value(match)
        if key == "class" and key in attributes:
            value = _Value(f"{attributes[key].text} {value.text}")
        attributes[key] = value
        at = _space(source, match.end())
    return attributes, at + 1


def _space(source: str, at: int) -> int:
    found = _SPACE.match(source, at)
    return found.end() if found else at


def _value(match: re.Match[str]) -> _Value:
    if match["key"] is None:
        return _Value(match["id"] or match["class"] or "")
    if match["quoted"] is not None:
        return _Value(re.sub(r"\\(.)", r"\1", match["quoted"]))
    if match["number"] is not None:
        return _Value("" if match["number"].startswith("[") else match["number"], is_text=False)
    bare = match["bare"]
    return _Value(_CONSTANTS.get(bare, bare), is_text=bare not in _CONSTANTS)
