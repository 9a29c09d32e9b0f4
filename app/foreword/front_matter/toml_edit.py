"""Edits of TOML's values, keys, tables and items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from foreword.errors import FrontMatterRefused
from foreword.front_matter import flow
from foreword.front_matter.format import Page, cover
from foreword.front_matter.nodes import Node, Part, Path, show, walk
from foreword.front_matter.numbers import pad_decimals, write_whole
from foreword.front_matter.order import place_of
from foreword.front_matter.places import ending_near, line_before, line_start, next_line
from foreword.front_matter.toml_write import write_entry, write_key, write_table, write_text, write_value
from foreword.text import Edit

_HEADED = ("table", "tables", "implicit")
_ENTRY_LINES = ("document", "table")


def replace_value(page: Page, path: Path, value: object) -> Edit:
    """Another value in place of an existing one. Raises FrontMatterRefused."""
    node = list(walk(page.root, path))[-1]
    if node.style in (*_HEADED, "dotted"):
        raise FrontMatterRefused(f"{show(path)} is a table; its values can be changed one by one.")
    old = page.source[node.start : node.end]
    if isinstance(value, int | float) and not isinstance(value, bool) and type(value) is type(node.value):
        whole = isinstance(value, int)
        return Edit(
            node.start,
            node.end,
            write_whole(int(value), old) if whole else pad_decimals(write_value(value), old),
        )
    if isinstance(value, str):
        style = "basic" if node.style in ("plain", "flow") else node.style
        return Edit(node.start, node.end, write_text(value, style, old, ending_near(page.source, node.start)))
    return Edit(node.start, node.end, write_value(value))


def insert_member(page: Page, parent: Path, part: Part, value: object) -> Edit:
    """A new key of a table, or an item of an array. Raises FrontMatterRefused."""
    node = list(walk(page.root, parent))[-1]
    if isinstance(part, int):
        if node.style == "tables":
            return _insert_table(page, node, parent, part, value)
        literal = isinstance(value, str) and node.items and node.items[0].style == "literal"
        text = write_text(str(value), "literal") if literal else write_value(value)
        return flow.insert(page.source, (node.start, node.end), node.spans(), part, text, comment="#")
    if node.style == "flow":
        text = f"{write_key(part)} = {write_value(value)}"
        return flow.insert(page.source, (node.start, node.end), node.spans(), len(node.entries), text)
    if isinstance(value, Mapping) and value and node.style in _ENTRY_LINES and _is_named(parent):
        return _insert_header(page, (*parent, part), value)
    if node.style == "implicit":
        return _insert_header(page, parent, {part: value})
    return _insert_line(page, node, part, value)


def delete_member(page: Page, path: Path) -> Edit:
    """Removes a key with its line, a table with its lines, or an item. Raises FrontMatterRefused."""
    nodes = list(walk(page.root, path))
    holder, node = nodes[-2], nodes[-1]
    if holder.style == "flow":
        at = _index(holder, path[-1])
        return flow.delete(page.source, (holder.start, holder.end), holder.spans(), at)
    lines = [Edit(start, end, "") for start, end in sorted(set(_lines(page, holder, path[-1], node)))]
    if not lines:
        raise FrontMatterRefused(f"{show(path)} has no lines of its own.")
    return cover(page.source, lines)


def _lines(page: Page, holder: Node, part: Part, node: Node) -> Iterator[tuple[int, int]]:
    """The spans of the lines that belong to a member, those of the tables inside it included."""
    source = page.source
    if node.style in (*_HEADED, "dotted"):
        if node.style == "table":
            start = _header_start(page, node)
            yield start, next_line(source, node.outer)
        for at, item in enumerate(node.items):
            yield from _lines(page, node, at, item)
        for entry in node.entries:
            yield from _lines(page, node, entry.key, entry.node)
        return
    entry_or_none = holder.entry(part) if isinstance(part, str) else None
    if entry_or_none is not None:
        yield line_start(source, entry_or_none.start), next_line(source, node.end)


def _header_start(page: Page, node: Node) -> int:
    """Where a table begins: its header, with the blank line before it where it is the last."""
    start = line_start(page.source, node.outer)
    before = line_before(page.source, start) if start > page.block.inner else start
    if not page.source[before:start].strip() and not page.source[_reach(node) : page.block.inner_end].strip():
        return max(before, page.block.inner)
    return start


def _reach(node: Node) -> int:
    """Where the last of a table's text ends, that of the tables inside it included."""
    return max(
        node.end, *(_reach(child) for child in (*node.items, *(entry.node for entry in node.entries))), 0
    )


def _index(holder: Node, part: Part) -> int:
    if isinstance(part, int):
        return part % len(holder.items)
    return next(at for at, entry in enumerate(holder.entries) if entry.key == part)


def _is_named(path: Path) -> bool:
    return all(isinstance(part, str) for part in path)


def _insert_line(page: Page, node: Node, key: str, value: object) -> Edit:
    """A new line among those of a table, before the tables inside it."""
    source = page.source
    own = [entry for entry in node.entries if entry.node.style not in _HEADED]
    text = write_entry(key, value, source, [entry for entry in own if entry.node.style != "dotted"])
    if node.style == "dotted":
        last = node.entries[-1]
        prefix = source[last.start : last.key_end].rpartition(".")[0]
        text, own = f"{prefix}.{text}", [last]
    if not own:
        place = node.start if node.style == "table" else page.block.inner
        ending = ending_near(source, page.block.start)
        lead = (
            ending
            if node.style == "table" and place == page.block.inner_end and source[place - 1] not in "\r\n"
            else ""
        )
        return Edit(place, place, lead + text + ending)
    order = page.profile.order if node is page.root else ()
    at = place_of(key, [entry.key for entry in own], order)
    beside = own[max(at - 1, 0)]
    first = line_start(source, beside.start)
    indent = source[first : beside.start]
    ending = ending_near(source, beside.start)
    place = first if at == 0 else next_line(source, beside.node.end)
    return Edit(place, place, indent + text + ending)


def _insert_header(page: Page, path: Path, value: Mapping[str, object]) -> Edit:
    """A new table behind everything, parted by a blank line where the other tables are."""
    source = page.source
    ending = ending_near(source, page.block.start)
    tables = [node for node in _tables(page.root) if node.style == "table"]
    starts = [line_start(source, table.outer) for table in tables]
    parted = any(not source[line_before(source, start) : start].strip() for start in starts)
    lines = write_table([str(part) for part in path], value, ending, _table_indent(source, tables))
    place = page.block.inner_end
    return Edit(place, place, (ending if parted else "") + "".join(line + ending for line in lines))


def _insert_table(page: Page, node: Node, parent: Path, at: int, value: object) -> Edit:
    if at != len(node.items) or not isinstance(value, Mapping) or not _is_named(parent):
        raise FrontMatterRefused(f"{show((*parent, at))} can only be added as a table behind the others.")
    source = page.source
    ending = ending_near(source, page.block.start)
    last = max(end for _, end in _lines(page, page.root, parent[-1], node))
    name = ".".join(write_key(str(part)) for part in parent)
    body = write_table([str(part) for part in parent], value, ending, _table_indent(source, node.items))[1:]
    if any(line.startswith("[") for line in body):
        raise FrontMatterRefused(f"{show((*parent, at))} holds a table of its own.")
    start = line_start(source, node.items[-1].outer)
    blank = ending if not source[line_before(source, start) : start].strip() else ""
    return Edit(last, last, blank + "".join(line + ending for line in (f"[[{name}]]", *body)))


def _tables(node: Node) -> Iterator[Node]:
    for child in (*node.items, *(entry.node for entry in node.entries)):
        if child.style in _HEADED:
            yield child
            yield from _tables(child)


def _table_indent(source: str, tables: list[Node]) -> str:
    for table in tables:
        for entry in table.entries:
            if entry.node.style not in _HEADED:
                return source[line_start(source, entry.start) : entry.start]
    return ""
