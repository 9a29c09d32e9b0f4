"""Edits of YAML's values, keys and items; each the smallest that does it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace as changed

from foreword.errors import FrontMatterRefused
from foreword.front_matter import flow
from foreword.front_matter.format import Page, cover
from foreword.front_matter.nodes import Node, Part, Path, Spelled, show, walk
from foreword.front_matter.order import place_of
from foreword.front_matter.places import (
    ending_near,
    indent_of,
    line_before,
    line_end,
    line_start,
    next_line,
    own_line,
)
from foreword.front_matter.profile import ListStyle
from foreword.front_matter.yaml_scalars import write_block_text, write_other, write_text
from foreword.front_matter.yaml_style import QUOTINGS, Look, look_of, usual_quoting
from foreword.front_matter.yaml_write import (
    wants_block,
    write_entry,
    write_inline,
    write_item,
    write_key,
    write_lines,
)
from foreword.text import Edit, split_lines

_APART = frozenset(" \t\r\n,[{")
"""What may stand right before a value."""
_TEXT_TAGS = frozenset({"!", "!!str", "!<tag:yaml.org,2002:str>"})


def replace_value(page: Page, path: Path, value: object) -> Edit:
    """Another value in place of an existing one. Raises FrontMatterRefused."""
    nodes = list(walk(page.root, path))
    node, holders = nodes[-1], nodes[:-1]
    if node.locked:
        raise FrontMatterRefused(f"{show(path)} cannot be changed: {node.locked}.")
    _check_tag(page, node, path, value)
    in_flow = any(holder.style == "flow" for holder in holders)
    look = _look(page, holders, path)
    if value is None and node.kind == "scalar" and holders[-1].kind == "map" and not in_flow:
        return _empty(page, node)
    if node.kind == "scalar" and _is_scalar(value):
        return _put(page, node, _scalar_text(page, node, holders, value, look, in_flow=in_flow))
    if (
        node.style in ("literal", "folded")
        and "#" in page.source[node.start : line_end(page.source, node.start)]
    ):
        raise FrontMatterRefused(f"A comment in {show(path)} would be lost.")
    if node.style == "flow":
        _keep_comments(page, node.start, node.end, node)
    if in_flow or not wants_block(value, look):
        text = write_inline(value, look, flow=in_flow)
        return _put(page, node, text) if node.style != "block" else _fold_up(page, node, text)
    return _lay_out(page, node, holders, path, value, look)


def insert_member(page: Page, parent: Path, part: Part, value: object) -> Edit:
    """A new key of a map, or an item before index ``part`` of a list. Raises FrontMatterRefused."""
    nodes = list(walk(page.root, parent))
    node = nodes[-1]
    path = (*parent, part)
    look = _look(page, nodes, path)
    if node.style == "flow" or (node.kind == "list" and not node.items):
        return _insert_in_flow(page, node, part, value, look)
    if isinstance(part, int):
        return _insert_item(page, node, part, value, look)
    return _insert_entry(page, node, part, value, look)


def delete_member(page: Page, path: Path) -> Edit:
    """Removes a key with its lines, or an item. Raises FrontMatterRefused."""
    nodes = list(walk(page.root, path))
    holder, node = nodes[-2], nodes[-1]
    at = _index(holder, path[-1])
    spans = holder.spans()
    if holder.style == "flow":
        return flow.delete(page.source, (holder.start, holder.end), spans, at)
    if len(spans) == 1 and holder is not page.root:
        return _fold_up(page, holder, "[]" if holder.kind == "list" else "{}", with_comment=True)
    start = spans[at][0] if holder.kind == "map" else _dash(page, holder, at)
    if own_line(page.source, start):
        end = next_line(page.source, node.end)
        before = holder.entries[at - 1].node if at and holder.kind == "map" else None
        if before and _keeps_blanks(page, before) and not page.source[before.end : start].strip():
            end = _past_blank_lines(page, end)
        return Edit(line_start(page.source, start), end, "")
    if at + 1 < len(spans):
        following = spans[at + 1][0] if holder.kind == "map" else _dash(page, holder, at + 1)
        _keep_comments(page, start, following, holder)
        return Edit(start, following, "")
    raise FrontMatterRefused(f"{show(path)} shares its line with what stands before it.")


def _check_tag(page: Page, node: Node, path: Path, value: object) -> None:
    """Refuses a value that does not fit the tag before its place."""
    tags = [word for word in page.source[node.outer : node.start].split() if word.startswith("!")]
    if not tags:
        return
    new = value.value if isinstance(value, Spelled) else value
    fits = isinstance(new, str) if tags[0] in _TEXT_TAGS else type(new) is type(node.value)
    if not fits or "binary" in tags[0]:
        raise FrontMatterRefused(
            f"{show(path)} has the YAML tag {tags[0]}, which the new value does not fit."
        )


def _keeps_blanks(page: Page, node: Node) -> bool:
    """Whether blank lines after a value are part of it: a block scalar with ``+``."""
    header = page.source[node.start : line_end(page.source, node.start)].partition("#")[0]
    return node.style in ("literal", "folded") and "+" in header


def _past_blank_lines(page: Page, at: int) -> int:
    while at < page.block.inner_end and not page.source[at : line_end(page.source, at)].strip():
        at = next_line(page.source, at)
    return at


def _look(page: Page, holders: Sequence[Node], path: Path) -> Look:
    """The look of a value at ``path`` whose holders are the nodes above it."""
    maps = [holder for holder in holders if holder.kind == "map"]
    key = next((part for part in reversed(path) if isinstance(part, str)), "")
    look = look_of(page.source, maps[-1] if maps else page.root, page.root, page.profile, key)
    holder = holders[-1] if holders else page.root
    quoting = usual_quoting(holder.items)
    if quoting:
        look = changed(look, quoting=quoting)
    return look


def _is_scalar(value: object) -> bool:
    return isinstance(value, str) or not isinstance(value, Mapping | Sequence)


def _put(page: Page, node: Node, text: str) -> Edit:
    """Replaces the characters of a value that stands beside its key; an empty one gets a blank before it."""
    before = page.source[node.start - 1 : node.start]
    blank = " " if text and before not in _APART and node.style in ("empty", "alias") else ""
    end = node.end
    if node.style == "empty" and len(split_lines(text)) > 1:
        end = line_end(page.source, end)
    return Edit(node.start, end, blank + text)


def _empty(page: Page, node: Node) -> Edit:
    """Leaves nothing behind the colon, as most writers do; ``~`` and ``null`` stand where they stood."""
    line = page.source[line_start(page.source, node.start) : node.start]
    return Edit(node.start - (len(line) - len(line.rstrip(" \t"))), node.end, "")


def _scalar_text(
    page: Page, node: Node, holders: Sequence[Node], value: object, look: Look, *, in_flow: bool
) -> str:
    old = page.source[node.start : node.end]
    if isinstance(value, Spelled):
        return value.text if node.value is not None else write_inline(value, look)
    if node.style in ("literal", "folded"):
        return _block_scalar_text(page, node, holders, value, look)
    like = old if node.style == "plain" else ""
    if not isinstance(value, str):
        return write_other(value, like)
    alone = not page.source[node.end : line_end(page.source, node.end)].strip()
    if "\n" in value and node.style in ("plain", "empty") and alone and not in_flow:
        block = write_block_text(
            value, "literal", _deeper(page, holders[-1]), ending_near(page.source, node.start)
        )
        if block:
            return block
    wish = QUOTINGS.get(node.style, look.quoting)
    return write_text(value, wish, flow=in_flow, fallback=look.quotes, like=like)


def _block_scalar_text(page: Page, node: Node, holders: Sequence[Node], value: object, look: Look) -> str:
    """A value in place of a block scalar: such a one again if possible; the comment in its first line stays."""
    header, *rest = split_lines(page.source[node.start : node.end])
    texts = [line for line in rest if line.strip()]
    indent = texts[0][: len(texts[0]) - len(texts[0].lstrip(" "))] if texts else _deeper(page, holders[-1])
    width = max((len(line) - len(indent) for line in texts), default=0)
    signs, mark, comment = header.partition("#")
    text = None
    if isinstance(value, str):
        ending = ending_near(page.source, node.start)
        lines = [line.removeprefix(indent) for line in rest]
        text = write_block_text(
            value, node.style, indent, ending, width=max(width, 72), keep="+" in signs, old_lines=lines
        )
    if text is None:
        text = write_inline(value, look)
    if not mark:
        return text
    first = split_lines(text)[0]
    return first + signs[len(signs.rstrip()) :] + mark + comment + text[len(first) :]


def _deeper(page: Page, holder: Node) -> str:
    """The indentation of lines that belong to a value of ``holder``."""
    if holder.kind == "list" and holder.items:
        return indent_of(page.source, _dash(page, holder, 0)) + "  "
    start = holder.entries[0].start if holder.entries else page.block.inner
    return indent_of(page.source, start) + "  "


def _after_key(page: Page, node: Node) -> int:
    """Where the colon or dash before a block collection ends."""
    members = node.spans()
    first = members[0][0] if node.kind == "map" else _dash(page, node, 0)
    before = page.source[: min(first, node.outer)]
    line = line_start(page.source, min(first, node.outer))
    while line > page.block.inner:
        previous = line_before(page.source, line)
        text = page.source[previous:line].strip()
        if text and not text.startswith("#"):
            code = before[previous:line]
            return previous + _colon(code)
        line = previous
    raise FrontMatterRefused("The key of this value was not found.")


def _colon(line: str) -> int:
    """The end of the colon that ends a key, with a comment or properties after it perhaps."""
    at = 0
    for at in range(len(line) - 1, -1, -1):
        if line[at] == ":" and (line[at + 1 :].strip() == "" or line[at + 1] in " \t"):
            rest = line[at + 1 :].strip()
            if not rest or rest[0] in "#&!":
                return at + 1
    raise FrontMatterRefused("The key of this value was not found.")


def _fold_up(page: Page, node: Node, text: str, *, with_comment: bool = False) -> Edit:
    """Writes a block collection's place anew beside its key; ``with_comment``: what is behind its end goes with it."""
    if node is page.root or node.outer != node.start:
        raise FrontMatterRefused("This value cannot be written anew in its place.")
    if not own_line(page.source, node.start):
        _keep_comments(page, node.start, node.end, node)
        return Edit(node.start, node.end, text)
    after = _after_key(page, node)
    first = line_end(page.source, after)
    last = line_end(page.source, node.end)
    _keep_comments(page, first, node.end if with_comment else last, node)
    return cover(page.source, [Edit(after, after, " " + text), Edit(first, last, "")])


def _lay_out(page: Page, node: Node, holders: Sequence[Node], path: Path, value: object, look: Look) -> Edit:
    """Writes a block collection under the key, in place of whatever is there."""
    source = page.source
    if isinstance(path[-1], int):
        raise FrontMatterRefused(f"{show(path)} cannot become a list or a map of its own in its place.")
    ending = ending_near(source, node.start)
    indent = _deeper(page, holders[-1])
    if not isinstance(value, Mapping):
        indent = indent[:-2] + " " * look.lists.indent
    if node.style == "block":
        after = line_end(source, _after_key(page, node))
        last = line_end(source, node.end)
        _keep_comments(page, after, last, node)
        lines = write_lines(value, look, indent, ending)
        return Edit(after, last, "".join(ending + line for line in lines))
    entry = holders[-1].entry(path[-1])
    between = source[entry.key_end : node.outer] if entry else ""
    gap = len(between) - len(between.rstrip(" \t"))
    lines = write_lines(value, look, indent, ending)
    end = line_end(source, node.end)
    return cover(
        source,
        [Edit(node.outer - gap, node.end, ""), Edit(end, end, "".join(ending + line for line in lines))],
    )


def _insert_in_flow(page: Page, node: Node, part: Part, value: object, look: Look) -> Edit:
    if isinstance(part, int):
        text, at = write_inline(value, look, flow=True), part
    else:
        text = f"{write_key(part, look, flow=True)}: {write_inline(value, look, flow=True)}"
        at = len(node.entries)
    return flow.insert(page.source, (node.start, node.end), node.spans(), at, text, comment="#")


def _insert_item(page: Page, node: Node, at: int, value: object, look: Look) -> Edit:
    source = page.source
    beside = max(0, at - 1)
    dash = _dash(page, node, beside)
    first = node.items[beside]
    gap = first.outer - dash - 1 if first.style not in ("empty", "alias") else 1
    look = changed(look, lists=ListStyle("block", look.lists.indent, max(1, gap)))
    ending = ending_near(source, dash)
    alone = own_line(source, dash)
    indent = source[line_start(source, dash) : dash] if alone else indent_of(source, dash)
    lines = write_item(value, look, indent, ending)
    if at == 0 and not alone:
        return Edit(dash, dash, ending.join(lines)[len(indent) :] + ending + indent)
    place = line_start(source, dash) if at == 0 else next_line(source, node.items[beside].end)
    return Edit(place, place, "".join(line + ending for line in lines))


def _insert_entry(page: Page, node: Node, key: str, value: object, look: Look) -> Edit:
    source = page.source
    if not node.entries:
        place = page.block.inner_end
        ending = ending_near(source, page.block.start)
        indent = ""
    else:
        place = _place(page, node, key)
        first = next((entry.start for entry in node.entries if own_line(source, entry.start)), None)
        if first is None:
            raise FrontMatterRefused("A map that begins in the line of another sign gets no new keys here.")
        ending = ending_near(source, first)
        indent = indent_of(source, first)
    lines = write_entry(key, value, look, indent, ending)
    return Edit(place, place, "".join(line + ending for line in lines))


def _place(page: Page, node: Node, key: str) -> int:
    """Where a new key goes: behind the nearest one that the blog puts before it, else behind all."""
    source = page.source
    order = page.profile.order if node is page.root else ()
    at = place_of(key, [entry.key for entry in node.entries], order)
    if at == 0:
        return line_start(source, node.entries[0].start)
    if at < len(node.entries):
        return next_line(source, node.entries[at - 1].node.end)
    place = next_line(source, node.end)
    if node is page.root:
        rest = source[place : page.block.inner_end]
        place += len(rest.rstrip()) and next_line(rest, len(rest.rstrip()))
    return place


def _index(holder: Node, part: Part) -> int:
    if isinstance(part, int):
        return part % len(holder.items)
    found = [at for at, entry in enumerate(holder.entries) if entry.key == part]
    return found[-1]


def _dash(page: Page, node: Node, at: int) -> int:
    """Where the dash of an item of a block list stands."""
    lower = node.items[at - 1].end if at else 0
    return page.source.rindex("-", lower, node.items[at].outer)


def _keep_comments(page: Page, start: int, end: int, node: Node) -> None:
    """Refuses to remove a span with a comment in it."""
    at = start
    for first, last in [*_tokens(node), (end, end)]:
        if first >= at:
            if "#" in page.source[at : min(first, end)]:
                raise FrontMatterRefused("A comment inside this value would be lost.")
            at = max(at, last)


def _tokens(node: Node) -> Iterator[tuple[int, int]]:
    """The spans in which a ``#`` is not a comment: keys and scalars."""
    if node.kind == "scalar":
        yield node.start, node.end
    for item in node.items:
        yield from _tokens(item)
    for entry in node.entries:
        yield entry.start, entry.key_end
        yield from _tokens(entry.node)
