"""The head of a post: its values, where they stand, and the edits that change them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from foreword.errors import FrontMatterRefused, Problem
from foreword.front_matter.dates import DatePattern, read_date
from foreword.front_matter.editing import Draft, read_again, remove_value, set_value
from foreword.front_matter.format import Block, Format, Reading, Unreadable
from foreword.front_matter.nodes import Node, Part, Path, same, walk
from foreword.front_matter.profile import FormatName, WritingProfile
from foreword.front_matter.yaml_format import YamlFormat
from foreword.text import Edit
from foreword.text.lines import dominant_line_end

_DEFAULT = WritingProfile()
_FORMATS: tuple[Format, ...] = (YamlFormat(),)
_EMPTY: Mapping[str, object] = MappingProxyType({})


class Head:
    """The front matter of one post, immutable. Positions are code points of the file (without its BOM)."""

    __slots__ = ("_block", "_body_start", "_form", "_profile", "_reading", "_tree", "problem", "source")

    def __init__(
        self, source: str, form: Format | None, block: Block, profile: WritingProfile, body_start: str
    ) -> None:
        self.source = source
        self.problem: Problem | None = None
        self._form = form
        self._block = block
        self._profile = profile
        self._body_start = body_start
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
        node = self._node(_path(path))
        return (node.start, node.end) if node else None

    def date_pattern(self, path: str | Path) -> DatePattern | None:
        """How the date at ``path`` is written; None where the value is no date."""
        node = self._node(_path(path))
        if node is None or node.kind != "scalar":
            return None
        text = node.value if isinstance(node.value, str) else self.source[node.start : node.end].strip("'\"")
        known = read_date(text.strip())
        return known[0] if known else None

    def set(self, path: str | Path, value: object, profile: WritingProfile | None = None) -> Edit:
        """The edit of the file after which the value at ``path`` is ``value`` and all else is as before.

        A key that the head lacks is added; a post without head gets one. A date keeps the pattern, precision and
        zone of the one it replaces, a list its style. Raises FrontMatterRefused where that is not possible.
        """
        profile = profile or self._profile
        parts = _path(path)
        if self._form is None:
            return self._begin(parts, value, profile)
        return set_value(self._draft(profile), parts, value)

    def remove(self, path: str | Path) -> Edit:
        """The edit of the file after which ``path`` does not exist any more. Raises FrontMatterRefused."""
        return remove_value(self._draft(self._profile), _path(path))

    def _begin(self, parts: Path, value: object, profile: WritingProfile) -> Edit:
        form = next((form for form in _FORMATS if form.name == profile.format), _FORMATS[0])
        for part in reversed(parts[1:]):
            value = {part: value}
        text = form.fresh([(str(parts[0]), value)], profile, dominant_line_end(self._body_start))
        _, reading = read_again(form, text, profile)
        if len(reading.fields) != 1 or not same(reading.fields.get(str(parts[0])), value):
            raise FrontMatterRefused(f"A new front matter cannot hold this value of {parts[0]} exactly.")
        return Edit(0, 0, text)

    def _draft(self, profile: WritingProfile) -> Draft:
        if self._form is None:
            raise FrontMatterRefused("The post has no front matter.")
        if self.problem is not None:
            raise FrontMatterRefused(f"The front matter cannot be read: {self.problem}.")
        return Draft(
            self._form,
            profile,
            self.source,
            self.source,
            self._block,
            self._root(),
            len(self.source),
            len(self.source),
        )

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
    for form in _FORMATS:
        block = form.find(text, habits)
        if block is not None:
            return Head(text[: block.end], form, block, habits, "")
    return Head("", None, Block(0, 0, 0, 0), habits, text[:4096])


def _path(path: str | Path | Part) -> Path:
    return path if isinstance(path, tuple) else (path,)
