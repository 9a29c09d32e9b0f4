"""Where YAML's values stand: PyYAML's marks, trimmed to the value's own characters."""

from __future__ import annotations

import re
from typing import Literal

import yaml

from foreword.front_matter.nodes import Entry, Node
from foreword.front_matter.yaml_values import YamlValues

_PROPERTIES = re.compile(r"(?:(?:!<[^>\s]*>|[!&][^\s,\[\]{}]*)[ \t]*(?:(?:#[^\r\n]*)?[\r\n]\s*)?)*")
_ALIAS = re.compile(r"\*[^\s,\[\]{}]+")
_STYLES = {"": "plain", None: "plain", "'": "single", '"': "double", "|": "literal", ">": "folded"}
_LINE = re.compile(r"[^\r\n]+(?:\r\n|\n|\r|\Z)|\r\n|\n|\r")


class YamlTree:
    """Builds the tree of a block from PyYAML's nodes; ``offset`` is where the block's inside begins in ``source``."""

    def __init__(self, source: str, offset: int, values: YamlValues) -> None:
        self.source = source
        self.offset = offset
        self.values = values

    def build(self, node: yaml.Node) -> Node:
        """The tree whose root is ``node``."""
        return self._node(node, self.offset)

    def _node(self, node: yaml.Node, after: int) -> Node:
        """``after`` is where the text before the value ends: what starts earlier is the target of an alias."""
        start = self.offset + node.start_mark.index
        value = self.values.value(node)
        if start < after:
            return self._alias(value, after)
        end = self.offset + node.end_mark.index
        own = start
        if self.source[start : start + 1] in ("&", "!"):
            match = _PROPERTIES.match(self.source, start)
            own = min(match.end() if match else start, end)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, value, start, own, end)
        style = "flow" if isinstance(node, yaml.CollectionNode) and node.flow_style else "block"
        kind: Literal["list", "map"] = "list" if isinstance(node, yaml.SequenceNode) else "map"
        result = Node(kind, own, end, style, value, start)
        if kind == "list":
            self._items(result, node)
        else:
            self._entries(result, node)
        if style == "block":
            members = result.spans()
            result.end = members[-1][1] if members else own
        return result

    def _alias(self, value: object, after: int) -> Node:
        match = _ALIAS.search(self.source, after)
        if match is None:
            return Node("scalar", after, after, "alias", value, locked="its alias was not found")
        return Node("scalar", match.start(), match.end(), "alias", value)

    def _scalar(self, node: yaml.ScalarNode, value: object, outer: int, start: int, end: int) -> Node:
        style = _STYLES.get(node.style, "plain")
        if style in ("literal", "folded"):
            end = self._block_scalar_end(start, end, str(node.value))
        elif start == end:
            style = "empty"
        return Node("scalar", start, end, style, value, outer)

    def _block_scalar_end(self, start: int, end: int, value: str) -> int:
        """The end of a block scalar's last line with text; with ``+`` of its last line that counts.

        Blanks beyond the indentation are text too. The indentation is that of the first line that is not blank, less
        what ``value`` shows of it (a header may give it as a number).
        """
        lines = _LINE.finditer(self.source, start, end)
        header = next(lines).group()
        keep = "+" in header.split("#")[0]
        last = start + len(header.rstrip())
        indent = -1
        for line in lines:
            text = line.group().rstrip("\r\n")
            width = len(text) - len(text.lstrip(" "))
            if text.strip(" "):
                if indent < 0:
                    indent = width - _leading_blanks(value)
                if width < indent:
                    break
            elif not keep and not 0 <= indent < width:
                continue
            last = line.start() + len(text)
        return last

    def _items(self, result: Node, node: yaml.Node) -> None:
        at = result.start
        for item in node.value:
            child = self._node(item, at)
            result.items.append(child)
            at = max(at, child.end)

    def _entries(self, result: Node, node: yaml.Node) -> None:
        at = result.start
        for key_node, value_node in node.value:
            start = self.offset + key_node.start_mark.index
            key_end = self.offset + key_node.end_mark.index
            if start < at:
                match = _ALIAS.search(self.source, at)
                start, key_end = match.span() if match else (at, at)
            child = self._node(value_node, key_end)
            if key_node.tag.endswith(":merge"):
                child.locked = "it is a merge key"
            result.entries.append(Entry(str(key_node.value), start, key_end, child))
            at = max(at, child.end)


def _leading_blanks(value: str) -> int:
    """How many blanks begin the first line of a text that is not empty."""
    first = value.lstrip("\r\n")
    return len(first) - len(first.lstrip(" "))
