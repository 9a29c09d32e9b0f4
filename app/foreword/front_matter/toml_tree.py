"""Where TOML's values stand. The text has been read by tomllib before, so only valid TOML comes here."""

from __future__ import annotations

import re

from foreword.front_matter.nodes import Entry, Node, step
from foreword.front_matter.places import line_end, next_line

_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)*")
_BLANKS = re.compile(r"[ \t]*")
_KEY_PART = re.compile(r"""[ \t]*("(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*'|[\w-]+)[ \t]*(\.?)""")
_STRINGS = (
    ("multiline", '"""', re.compile(r'"""(?:[^"\\]|\\[\s\S]|""?(?!"))*"{3,5}')),
    ("multiline-literal", "'''", re.compile(r"'''(?:[^']|''?(?!'))*'{3,5}")),
    ("basic", '"', re.compile(r'"(?:[^"\\\r\n]|\\.)*"')),
    ("literal", "'", re.compile(r"'[^'\r\n]*'")),
)
_BARE = re.compile(r"[^,\]}#\r\n]*")


class TomlTree:
    """Builds the tree of ``source[start:end]``.

    Maps have the style "document", "table" (under a header, from the line after it), "flow" (inline), "dotted" (keys
    with dots) or "implicit" (only named in headers); lists "flow" or "tables". A table's ``outer`` is its header.
    """

    def __init__(self, source: str, start: int, end: int, fields: dict[str, object]) -> None:
        self.source = source
        self.at = start
        self.end = end
        self.root = Node("map", start, end, "document", fields)

    def build(self) -> Node:
        """The tree."""
        table = self.root
        while True:
            self._skip(_SPACE)
            if self.at >= self.end:
                _stretch(self.root)
                return self.root
            if self.source[self.at] == "[":
                table = self._header()
            else:
                self._entry(table)

    def _skip(self, expression: re.Pattern[str]) -> None:
        match = expression.match(self.source, self.at, self.end)
        if match:
            self.at = match.end()

    def _keys(self) -> list[tuple[str, int, int]]:
        """A dotted key: for each part its name and span."""
        parts: list[tuple[str, int, int]] = []
        while match := _KEY_PART.match(self.source, self.at, self.end):
            self.at = match.end()
            parts.append((_name(match.group(1)), match.start(1), match.end(1)))
            if not match.group(2):
                break
        return parts

    def _header(self) -> Node:
        start = self.at
        many = self.source.startswith("[[", start)
        self.at += 2 if many else 1
        keys = self._keys()
        holder = self.root
        for name, first, last in keys[:-1]:
            holder = self._inside(holder, name, first, last)
        name, first, last = keys[-1]
        self.at = line_end(self.source, self.at)
        body = min(next_line(self.source, self.at), self.end)
        node = Node("map", body, body, "table", None, start)
        if many:
            entry = holder.entry(name)
            if entry is None:
                tables = Node("list", body, body, "tables", step(holder.value, name), start)
                entry = Entry(name, first, last, tables)
                holder.entries.append(entry)
            node.value = step(entry.node.value, len(entry.node.items))
            entry.node.items.append(node)
            return node
        node.value = step(holder.value, name)
        known = holder.entry(name)
        if known is not None:
            node.entries = known.node.entries
            known.node = node
        else:
            holder.entries.append(Entry(name, first, last, node))
        return node

    def _inside(self, holder: Node, name: str, first: int, last: int, style: str = "implicit") -> Node:
        """The map of that name, of a list of tables the last."""
        entry = holder.entry(name)
        if entry is None:
            entry = Entry(name, first, last, Node("map", first, first, style, step(holder.value, name)))
            holder.entries.append(entry)
        return entry.node.items[-1] if entry.node.kind == "list" else entry.node

    def _entry(self, table: Node) -> None:
        start = self.at
        keys = self._keys()
        holder = table
        dotted: list[Node] = []
        for name, _, last in keys[:-1]:
            holder = self._inside(holder, name, start, last, "dotted")
            dotted.append(holder)
        name, _, key_end = keys[-1]
        self._skip(_BLANKS)
        self.at += 1
        self._skip(_BLANKS)
        node = self._value(step(holder.value, name))
        holder.entries.append(Entry(name, start, key_end, node))
        if table is not self.root:
            table.end = node.end
        for inner in dotted:
            inner.end = node.end

    def _value(self, value: object) -> Node:
        start = self.at
        for style, quote, expression in _STRINGS:
            if self.source.startswith(quote, start):
                self._skip(expression)
                return Node("scalar", start, self.at, style, value)
        if self.source[start] == "[":
            return self._array(start, value)
        if self.source[start] == "{":
            return self._inline(start, value)
        match = _BARE.match(self.source, start, self.end)
        self.at = start + len(match.group().rstrip(" \t")) if match else start
        return Node("scalar", start, self.at, "plain", value)

    def _array(self, start: int, value: object) -> Node:
        node = Node("list", start, start, "flow", value)
        self.at += 1
        while True:
            self._skip(_SPACE)
            if self.source[self.at] == ",":
                self.at += 1
            elif self.source[self.at] == "]":
                self.at += 1
                node.end = self.at
                return node
            else:
                node.items.append(self._value(step(value, len(node.items))))

    def _inline(self, start: int, value: object) -> Node:
        node = Node("map", start, start, "flow", value)
        self.at += 1
        while True:
            self._skip(_SPACE)
            if self.source[self.at] == ",":
                self.at += 1
            elif self.source[self.at] == "}":
                self.at += 1
                node.end = self.at
                return node
            else:
                self._entry(node)


def _stretch(node: Node) -> int:
    """Lets lists of tables reach to the end of their last table; returns where the last of a node's text ends."""
    last = max(
        (_stretch(child) for child in (*node.items, *(entry.node for entry in node.entries))),
        default=node.end,
    )
    if node.style in ("tables", "implicit"):
        node.end = max(node.end, last)
    return max(node.end, last) if node.style != "document" else node.end


def _name(written: str) -> str:
    if written[0] == "'":
        return written[1:-1]
    if written[0] != '"':
        return written
    return re.sub(r"\\(u[\da-fA-F]{4}|U[\da-fA-F]{8}|.)", _unescape, written[1:-1])


def _unescape(match: re.Match[str]) -> str:
    code = match.group(1)
    if len(code) > 1:
        return chr(int(code[1:], 16))
    return {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}.get(code, code)
