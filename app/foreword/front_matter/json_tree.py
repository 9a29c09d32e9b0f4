"""Where JSON's values stand. The text has been read by json before, so only valid JSON comes here."""

from __future__ import annotations

import json
import re

from foreword.front_matter.nodes import Entry, Node

_SPACE = re.compile(r"[ \t\r\n]*")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_BARE = re.compile(r"[^,\]}\s]*")


class JsonTree:
    """Builds the tree of a block; of equal keys each has its own entry and its own value."""

    def __init__(self, source: str, start: int, end: int) -> None:
        self.source = source
        self.at = start
        self.end = end

    def braced(self) -> Node:
        """The tree of a block that begins with its brace."""
        self._skip()
        return self._value()

    def bare(self) -> Node:
        """The tree of members without braces (Hexo); the map takes the block from end to end."""
        node = Node("map", self.at - 1, self.end + 1, "flow", None)
        self._members(node)
        node.value = {entry.key: entry.node.value for entry in node.entries}
        return node

    def _skip(self) -> None:
        match = _SPACE.match(self.source, self.at)
        if match:
            self.at = match.end()

    def _value(self) -> Node:
        start = self.at
        sign = self.source[start]
        if sign in "{[":
            node = Node("map" if sign == "{" else "list", start, start, "flow", None)
            self.at += 1
            self._members(node)
            node.end = self.at
            values = [item.value for item in node.items]
            node.value = {entry.key: entry.node.value for entry in node.entries} if sign == "{" else values
            return node
        match = (_STRING if sign == '"' else _BARE).match(self.source, start)
        self.at = match.end() if match else start
        style = "double" if sign == '"' else "plain"
        return Node("scalar", start, self.at, style, json.loads(self.source[start : self.at]))

    def _members(self, node: Node) -> None:
        while True:
            self._skip()
            if self.at >= self.end:
                return
            sign = self.source[self.at]
            if sign in "]}":
                self.at += 1
                return
            if sign == ",":
                self.at += 1
            elif node.kind == "list":
                node.items.append(self._value())
            else:
                node.entries.append(self._entry())

    def _entry(self) -> Entry:
        start = self.at
        match = _STRING.match(self.source, start)
        key_end = match.end() if match else start
        self.at = key_end
        self._skip()
        self.at += 1
        self._skip()
        return Entry(str(json.loads(self.source[start:key_end])), start, key_end, self._value())
