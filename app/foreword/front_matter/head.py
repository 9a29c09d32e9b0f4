"""The head of a post: its values, where they stand, and the edits that change them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from foreword.errors import FrontMatterRefused, Problem
from foreword.front_matter.dates import DatePattern, read_date
from foreword.front_matter.editing import (
    Draft,
    refusal_of,
    remove_value,
    set_source,
    set_value,
    value_source,
    value_to_add,
)
from foreword.front_matter.format import Block, Format, Reading, Unreadable
from foreword.front_matter.habits import styles_of
from foreword.front_matter.hexo import HexoYamlFormat
from foreword.front_matter.json_format import JsonFormat
from foreword.front_matter.kinds import FieldKind, KeyUsage, field_kind
from foreword.front_matter.lists import split_items
from foreword.front_matter.nikola import NikolaFormat
from foreword.front_matter.nodes import Node, Path, plain, walk
from foreword.front_matter.pelican import PelicanFormat
from foreword.front_matter.profile import FormatName, KeyStyle, WritingProfile
from foreword.front_matter.toml_format import TomlFormat
from foreword.front_matter.verify import agrees
from foreword.front_matter.yaml_format import YamlFormat
from foreword.text import Edit
from foreword.text.lines import dominant_line_end

_DEFAULT = WritingProfile()
_FORMATS: tuple[Format, ...] = (
    YamlFormat(),
    TomlFormat(),
    JsonFormat(),
    NikolaFormat(),
    HexoYamlFormat(),
    PelicanFormat(),
)


class Usages(Protocol):
    """Whoever knows how the posts of a blog use a key."""

    def usage(self, key: str) -> KeyUsage | None:
        """The usage of a key; None where no post has it."""


class Head:
    """The front matter of one post, immutable. Positions are code points of the file (without its BOM)."""

    __slots__ = ("_block", "_following", "_form", "_profile", "_reading", "_tree", "problem", "source")

    def __init__(
        self, source: str, form: Format | None, block: Block, profile: WritingProfile, following: str
    ) -> None:
        self.source = source
        self.problem: Problem | None = None
        self._form = form
        self._block = block
        self._profile = profile
        self._following = following
        self._tree: Node | None = None
        self._reading = Reading({})
        if form is not None:
            try:
                self._reading = form.read(source, block)
            except Unreadable as error:
                self.problem = error.problem(source)

    @property
    def format(self) -> FormatName:
        """Its format, "none" for a post without front matter."""
        return self._form.name if self._form else "none"

    @property
    def start(self) -> int:
        """Where the block begins, its fence included."""
        return self._block.start

    @property
    def end(self) -> int:
        """Where the body begins."""
        return self._block.end

    @property
    def fields(self) -> Mapping[str, object]:
        """Key to plain value in the order of the file; empty where it cannot be read."""
        return MappingProxyType(self._reading.fields)

    @property
    def findings(self) -> tuple[Problem, ...]:
        """What a writer should know but what stops nothing, such as a key that stands there twice."""
        return self._reading.findings

    @property
    def editable(self) -> bool:
        """Whether values can be set at all."""
        return self.problem is None

    def value_span(self, path: str | Path) -> tuple[int, int] | None:
        """Where the characters of a value stand; None where it has none of its own."""
        node = self._node(self.path(path))
        return (node.start, node.end) if node else None

    def date_pattern(self, path: str | Path) -> DatePattern | None:
        """How the date at ``path`` is written; None where the value is no date."""
        node = self._node(self.path(path))
        if node is None or node.kind != "scalar":
            return None
        text = node.value if isinstance(node.value, str) else self.source[node.start : node.end].strip("'\"")
        known = read_date(text.strip())
        return known[0] if known else None

    def kind(self, key: str, schema: Usages | None = None) -> FieldKind:
        """What kind of field a key is, by its value and by how the blog's other posts use it."""
        key = str(self.path(key)[0])
        return field_kind(key, self._reading.fields.get(key), schema.usage(key) if schema else None)

    def items(self, key: str) -> tuple[str, ...]:
        """The items of a list, or of a string that stands for one; empty where there is no value."""
        key = str(self.path(key)[0])
        value = self._reading.fields.get(key)
        if isinstance(value, str):
            split = split_items(value, self._profile.key_style(key).list_style)
            return tuple(split) if split is not None else (value,) if value.strip() else ()
        if isinstance(value, list):
            return tuple(item if isinstance(item, str) else _words(item) for item in value)
        return () if value is None else (_words(value),)

    def styles(self) -> Mapping[str, KeyStyle]:
        """How each key's value is written; what a blog's habits are learned from."""
        return styles_of(self.source, self._root()) if self._form and self.editable else {}

    def value_source(self, path: str | Path) -> str:
        """The value as it is written, a block without the indentation it has under its key; "" where there is none."""
        node = self._node(self.path(path))
        return value_source(self.source, node) if node else ""

    def refusal(self, path: str | Path) -> str:
        """Why a value cannot be set, as far as can be said without trying; "" where nothing stands against it."""
        if self.problem is not None:
            return f"The front matter cannot be read: {self.problem}."
        node = self._node(self.path(path))
        return refusal_of(self.source, self._root(), node) if node else ""

    def set_source(self, path: str | Path, source: str) -> Edit:
        """The edit that writes ``source``, in the form that `value_source` gives, in place of a value.

        Raises FrontMatterRefused where the block could not be read any more or another value would change.
        """
        return set_source(self._draft(self._profile), self.path(path), source)

    def set(self, path: str | Path, value: object, profile: WritingProfile | None = None) -> Edit:
        """The edit of the file after which the value at ``path`` is ``value`` and all else is as before.

        A key that the head lacks is added; a post without head gets one. A date keeps the pattern, precision and
        zone of the one it replaces, a list its style. Raises FrontMatterRefused where that is not possible.
        """
        profile = profile or self._profile
        parts = self.path(path)
        if not parts or parts[0] == "":
            raise FrontMatterRefused("A field needs a name.")
        if self._form is None:
            return self._begin(parts, value, profile)
        return set_value(self._draft(profile), parts, value)

    def remove(self, path: str | Path) -> Edit:
        """The edit of the file after which ``path`` does not exist any more.

        Raises KeyError where it does not exist now, and FrontMatterRefused.
        """
        parts = self.path(path)
        return self._end(parts) or remove_value(self._draft(self._profile), parts)

    def _begin(self, parts: Path, value: object, profile: WritingProfile) -> Edit:
        """A head where there is none."""
        form = next((form for form in _FORMATS if form.name == profile.format), _FORMATS[0])
        key = str(parts[0])
        for part in reversed(parts[1:]):
            value = {part: value}
        written, expected = value_to_add(plain(value), key, profile, text_only=form.text_only)
        edit = Edit(0, 0, form.fresh([(key, written)], profile, dominant_line_end(self._following)))
        head = read_head(edit.apply(self._following), profile)
        got = head.fields.get(str(head.path(key)[0])) if len(head.fields) == 1 else None
        if head.format != form.name or not agrees(got, expected):
            raise FrontMatterRefused(f"A new front matter cannot hold this value of {key} exactly.")
        return edit

    def _end(self, parts: Path) -> Edit | None:
        """The edit that takes the whole block away with its last key, where nothing but keys shows that it is one."""
        alone = len(parts) == 1 and list(self._reading.fields) == list(parts)
        shown_by_keys = self._form is not None and self.start == 0 and self._form.needs_keys(self.source)
        if alone and shown_by_keys and read_head(self._following, self._profile).format == "none":
            return Edit(0, self.end, "")
        return None

    def _draft(self, profile: WritingProfile) -> Draft:
        if self._form is None:
            raise FrontMatterRefused("The post has no front matter.")
        if self.problem is not None:
            raise FrontMatterRefused(f"The front matter cannot be read: {self.problem}.")
        size = len(self.source)
        return Draft(
            self._form,
            profile,
            self.source,
            self.source,
            self._block,
            self._reading,
            size,
            size,
            self._root(),
        )

    def path(self, path: str | Path) -> Path:
        """A key or path as the format knows it: Pelican's keys are lower-case."""
        parts = path if isinstance(path, tuple) else (path,)
        if self.format == "pelican" and parts and isinstance(parts[0], str):
            return (parts[0].lower(), *parts[1:])
        return parts

    def _root(self) -> Node:
        if self._tree is None:
            assert self._form is not None
            self._tree = self._form.tree(self.source, self._block, self._reading)
        return self._tree

    def _node(self, path: Path) -> Node | None:
        if self._form is None or self.problem is not None:
            return None
        nodes = list(walk(self._root(), path))
        return nodes[-1] if len(nodes) == len(path) + 1 else None


def read_head(text: str, profile: WritingProfile | None = None) -> Head:
    """The head of a post's text (without BOM). Never raises, whatever the text."""
    habits = profile or _DEFAULT
    forms = reversed(_FORMATS) if habits.generator == "pelican" else _FORMATS
    for form in forms:
        block = form.find(text, habits)
        if block is not None:
            return Head(text[: block.end], form, block, habits, text[block.end : block.end + 4096])
    return Head("", None, Block(0, 0, 0, 0), habits, text[:4096])


def _words(value: object) -> str:
    """A value that is not text as YAML and JSON both write it."""
    return json.dumps(value, ensure_ascii=False, default=str).strip('"')
