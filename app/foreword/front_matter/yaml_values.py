"""YAML as the generators read it, made into plain values; hostile input is refused before it can hurt."""

from __future__ import annotations

import re
from functools import lru_cache

import yaml
from yaml.constructor import SafeConstructor

from foreword.errors import Problem
from foreword.front_matter.format import MAX_FINDINGS, MAX_VALUES, Reading, Unreadable, problem_at
from foreword.front_matter.nodes import MAX_DEPTH

_TAG = "tag:yaml.org,2002:"
_NOT_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONGEST_NUMBER = 2_000
"""Characters; what is longer stays text, as a date does that does not exist."""
_DEEP_LINE = re.compile(rf"^[ \-?:]{{{MAX_DEPTH},}}", re.MULTILINE)


def read_yaml(source: str, start: int, end: int) -> Reading:
    """The values of ``source[start:end]``; findings and errors count in ``source``.

    Scalars mean what YAML 1.1 says (PyYAML's safe loader). A key is its text, whatever it would mean as a value. A
    date that does not exist stays text. Raises Unreadable.
    """
    node = compose(source[start:end], start)
    if node is None:
        return Reading({}, (), None)
    if not isinstance(node, yaml.MappingNode):
        raise Unreadable("the front matter is not a list of keys and values", start + node.start_mark.index)
    values = YamlValues(source, start)
    fields = values.mapping(node)
    values.known[id(node)] = fields
    return Reading(fields, tuple(values.findings), (node, values))


def compose(inner: str, offset: int) -> yaml.Node | None:
    """PyYAML's nodes of a block. Raises Unreadable, with places counted from ``offset``."""
    wrong = _NOT_YAML.search(inner)
    if wrong:
        raise Unreadable(
            f"YAML does not allow the character U+{ord(wrong.group()):04X}", offset + wrong.start()
        )
    if inner.count("[") + inner.count("{") > MAX_DEPTH or _DEEP_LINE.search(inner):
        _refuse_deep(inner, offset)
    try:
        node: yaml.Node | None = yaml.compose(inner, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        raise _unreadable(error, offset) from error
    except yaml.YAMLError as error:
        raise Unreadable(str(error).splitlines()[0]) from error
    if node is not None and "*" in inner:
        _count_values(node, offset)
    return node


def _unreadable(error: yaml.MarkedYAMLError, offset: int) -> Unreadable:
    mark = error.problem_mark or error.context_mark
    message = error.problem or error.context or "not YAML"
    if error.context and error.problem and not error.context.startswith("while "):
        message = f"{error.context}: {message}"
    return Unreadable(message) if mark is None else Unreadable(message, offset + mark.index)


def _refuse_deep(inner: str, offset: int) -> None:
    depth = 0
    try:
        for event in yaml.parse(inner, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    place = offset + (event.start_mark.index if event.start_mark else 0)
                    raise Unreadable(f"lists and maps are nested more than {MAX_DEPTH} deep", place)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.MarkedYAMLError as error:
        raise _unreadable(error, offset) from error


def _count_values(root: yaml.Node, offset: int) -> None:
    """Refuses aliases that make the values endless or too many."""
    sizes: dict[int, int] = {}
    open_nodes: set[int] = set()

    def size(node: yaml.Node) -> int:
        known = sizes.get(id(node))
        if known is not None:
            return known
        if id(node) in open_nodes:
            raise Unreadable("an alias stands for a value that contains it", offset + node.start_mark.index)
        total = 1
        if isinstance(node, yaml.CollectionNode):
            open_nodes.add(id(node))
            for child in node.value:
                total += size(child[0]) + size(child[1]) if isinstance(child, tuple) else size(child)
            open_nodes.discard(id(node))
        sizes[id(node)] = total
        return total

    if size(root) > MAX_VALUES:
        raise Unreadable(f"its aliases stand for more than {MAX_VALUES:,} values")


@lru_cache(maxsize=1)
def _constructor() -> SafeConstructor:
    return SafeConstructor()


class YamlValues:
    """Makes plain values of PyYAML's nodes and notes in ``findings`` what a writer should know."""

    def __init__(self, source: str, offset: int) -> None:
        self.source = source
        self.offset = offset
        self.findings: list[Problem] = []
        self.known: dict[int, object] = {}

    def value(self, node: yaml.Node) -> object:
        """The plain value of a node. Raises Unreadable."""
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if id(node) in self.known:
            return self.known[id(node)]
        if isinstance(node, yaml.SequenceNode):
            self._check_tag(node, ("seq", "omap", "pairs"))
            value: object = [self.value(item) for item in node.value]
        else:
            value = self.mapping(node)
        self.known[id(node)] = value
        return value

    def mapping(self, node: yaml.Node) -> dict[str, object]:
        """The values of a map, merge keys resolved; of equal keys the last counts. Raises Unreadable."""
        self._check_tag(node, ("map", "set"))
        merged: dict[str, object] = {}
        own: dict[str, object] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise self._unreadable("a key is a list or a map", key_node)
            if key_node.tag == _TAG + "merge":
                self._merge(value_node, merged)
                continue
            key = str(key_node.value)
            if key in own and len(self.findings) < MAX_FINDINGS:
                place = self.offset + key_node.start_mark.index
                message = f"the key {key!r} stands here for a second time; this value counts"
                self.findings.append(problem_at(message, self.source, place))
            own[key] = self.value(value_node)
        return {**merged, **own} if merged else own

    def _merge(self, node: yaml.Node, into: dict[str, object]) -> None:
        """A merge key's maps; of several the first wins (YAML 1.1)."""
        sources = node.value if isinstance(node, yaml.SequenceNode) else [node]
        for source in sources:
            if not isinstance(source, yaml.MappingNode):
                raise self._unreadable("a merge key takes maps only", source)
            of_source = self.value(source)
            for key, value in of_source.items() if isinstance(of_source, dict) else ():
                into.setdefault(key, value)

    def _scalar(self, node: yaml.ScalarNode) -> object:
        tag = node.tag
        text: str = node.value
        if tag == "tag:yaml.org,2002:str":
            return text
        if not tag.startswith(_TAG):
            raise self._unreadable(f"YAML tags such as {tag} are not read", node)
        kind = tag[len(_TAG) :]
        if kind in ("int", "float") and len(text) > _LONGEST_NUMBER:
            return text
        try:
            if kind == "null":
                return None
            if kind == "bool":
                return _constructor().construct_yaml_bool(node)
            if kind == "int":
                return _constructor().construct_yaml_int(node)
            if kind == "float":
                return _constructor().construct_yaml_float(node)
            if kind == "timestamp":
                return _constructor().construct_yaml_timestamp(node)
        except (LookupError, ValueError, OverflowError, AttributeError):
            return text
        if kind in ("value", "merge", "binary"):
            return text
        raise self._unreadable(f"YAML tags such as !!{kind} are not read", node)

    def _check_tag(self, node: yaml.Node, allowed: tuple[str, ...]) -> None:
        if not node.tag.startswith(_TAG) or node.tag[len(_TAG) :] not in allowed:
            name = node.tag.replace(_TAG, "!!")
            raise self._unreadable(f"YAML tags such as {name} are not read", node)

    def _unreadable(self, message: str, node: yaml.Node) -> Unreadable:
        return Unreadable(message, self.offset + node.start_mark.index)
