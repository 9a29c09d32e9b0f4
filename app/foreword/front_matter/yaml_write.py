"""Writes whole YAML values: a scalar or flow collection on the line of its key, or a block under it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from foreword.front_matter.nodes import Spelled
from foreword.front_matter.profile import Quoting
from foreword.front_matter.yaml_scalars import write_block_text, write_other, write_text
from foreword.front_matter.yaml_style import Look


def write_key(key: str, look: Look, *, flow: bool) -> str:
    """A key; quoted as its neighbours are or where it must be."""
    wish: Quoting = {"'": "single", '"': "double"}.get(look.quoted_keys, "plain")  # type: ignore[assignment]
    return write_text(key, wish, flow=flow or ":" in key, fallback=look.quotes)


def write_inline(value: object, look: Look, *, flow: bool = False, like: str = "") -> str:
    """A value on one line; collections in brackets."""
    if isinstance(value, Spelled):
        quotes = look.date_quoting
        return value.text if quotes == "plain" else write_text(value.text, quotes, flow=flow)
    if isinstance(value, str):
        return write_text(value, look.quoting, flow=flow, fallback=look.quotes, like=like)
    if isinstance(value, Mapping):
        members = (
            f"{write_key(str(key), look, flow=True)}: {write_inline(item, look, flow=True)}"
            for key, item in value.items()
        )
        return "{" + ", ".join(members) + "}"
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        padding = look.lists.padding if value else ""
        return f"[{padding}{', '.join(write_inline(item, look, flow=True) for item in value)}{padding}]"
    return write_other(value, like)


def wants_block(value: object, look: Look) -> bool:
    """Whether a value goes under its key rather than beside it."""
    if isinstance(value, Mapping):
        return bool(value)
    if not isinstance(value, Sequence) or isinstance(value, str | bytes) or not value:
        return False
    return look.lists.form == "block" or any(not _short(item) for item in value)


def _short(item: object) -> bool:
    return not isinstance(item, Mapping | Sequence) or (isinstance(item, str) and "\n" not in item)


def write_lines(value: object, look: Look, indent: str, line_end: str) -> list[str]:
    """The lines of a non-empty list or map as a block, ``indent`` before each."""
    lines: list[str] = []
    if isinstance(value, Mapping):
        for key, item in value.items():
            lines.extend(write_entry(str(key), item, look, indent, line_end))
    elif isinstance(value, Sequence):
        for item in value:
            lines.extend(write_item(item, look, indent, line_end))
    return lines


def write_item(item: object, look: Look, indent: str, line_end: str) -> list[str]:
    """The lines of one item of a block list, dash included."""
    dash = "-" + " " * max(1, look.lists.gap)
    inner = indent + " " * len(dash)
    if _is_block(item):
        lines = write_lines(item, replace(look, column=0, gap=" ", quoted_keys=""), inner, line_end)
        return [indent + dash + lines[0][len(inner) :], *lines[1:]]
    text = _block_text(item, inner, line_end)
    return (indent + dash + (text or write_inline(item, look))).split(line_end)


def _is_block(value: object) -> bool:
    return isinstance(value, Mapping | Sequence) and not isinstance(value, str | bytes) and bool(value)


def write_entry(key: str, value: object, look: Look, indent: str, line_end: str) -> list[str]:
    """The lines of a new key of a block map."""
    name = write_key(key, look, flow=False) + ":"
    if wants_block(value, look):
        deeper = indent + " " * (look.lists.indent if isinstance(value, Sequence) else 2)
        plain_look = replace(look, column=0, gap=" ", quoted_keys="")
        return [indent + name, *write_lines(value, plain_look, deeper, line_end)]
    gap = " " * (look.column - len(name)) if look.column > len(name) else look.gap
    text = _block_text(value, indent + "  ", line_end)
    return (indent + name + gap + (text or write_inline(value, look))).split(line_end)


def _block_text(value: object, indent: str, line_end: str) -> str | None:
    if isinstance(value, str) and "\n" in value:
        return write_block_text(value, "literal", indent, line_end)
    return None
