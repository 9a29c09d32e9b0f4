"""Which element is written by whom."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from foreword.rendering.kramdown.output import containers, leaf
from foreword.rendering.kramdown.output.writer import Writer

_BY_KIND: dict[str, Writer] = {
    "p": leaf.paragraph,
    "blank": leaf.blank,
    "end": leaf.nothing,
    "header": leaf.header,
    "codeblock": leaf.code,
    "blockquote": containers.quote,
    "ul": containers.list_,
    "ol": containers.list_,
    "dl": containers.list_,
    "li": containers.item,
    "dd": containers.item,
    "dt": containers.term,
    "table": containers.table,
    "hr": leaf.rule,
    "math": leaf.math,
    "comment": leaf.comment,
    "raw": leaf.raw,
    "text": leaf.plain_text,
    "spans": leaf.inline,
    "html": containers.html,
}
WRITERS: Mapping[str, Writer] = MappingProxyType(_BY_KIND)
