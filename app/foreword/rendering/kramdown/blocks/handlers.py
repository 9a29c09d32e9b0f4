"""Which parser reads which line, in kramdown's order of precedence."""

from __future__ import annotations

from types import MappingProxyType

from foreword.rendering.kramdown.blocks import containers, definitions, html, leaf, tables
from foreword.rendering.kramdown.blocks.parser import Handler, Handlers

_LISTS: tuple[Handler, ...] = (containers.list_,)
_EARLY: dict[str, tuple[Handler, ...]] = {
    "`": (leaf.fence,),
    "~": (leaf.fence,),
    ">": (containers.quote,),
    "#": (leaf.atx_header,),
    "*": (leaf.rule, containers.list_),
    "-": (leaf.rule, containers.list_),
    "_": (leaf.rule,),
    "+": _LISTS,
    **dict.fromkeys("0123456789", _LISTS),
    ":": (containers.definition_list,),
    "<": (html.html_block,),
}
_LATE: dict[str, tuple[Handler, ...]] = {
    "[": (definitions.footnote_definition, definitions.link_definition),
    "*": (definitions.abbreviation_definition,),
    "{": (definitions.attribute_definition, definitions.extension),
    "^": (leaf.end_mark,),
}

HANDLERS = Handlers(
    code=leaf.code,
    early=MappingProxyType(_EARLY),
    at_boundary=(leaf.setext_header, leaf.math, tables.table),
    late=MappingProxyType(_LATE),
    paragraph=leaf.paragraph,
    begins_definition=containers.definition_begins,
)
