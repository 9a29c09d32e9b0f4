"""Turns "this key shall have that value" into one Edit, and checks by reading again that it does just that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from foreword.errors import FrontMatterRefused
from foreword.front_matter.format import Block, Format, Page, Reading, Unreadable
from foreword.front_matter.header_lines import as_text
from foreword.front_matter.kinds import FieldKind, field_kind
from foreword.front_matter.lists import join_items, split_items, string_of
from foreword.front_matter.moments import as_before, as_blog
from foreword.front_matter.nodes import Node, Path, Spelled, kind_of, leaves, plain, same, show, walk
from foreword.front_matter.places import line_end, line_start, lines_of
from foreword.front_matter.profile import WritingProfile
from foreword.front_matter.verify import check_set, exists, value_at, without
from foreword.text import Edit

_MANY = 16
"""From so many single changes on a list is written anew."""


@dataclass(slots=True)
class Draft:
    """A head while it is changed step by step; the steps cover ``first`` to ``len(original) - tail``."""

    format: Format
    profile: WritingProfile
    original: str
    source: str
    block: Block
    reading: Reading
    first: int
    tail: int
    tree: Node | None = None

    @property
    def root(self) -> Node:
        """Where the values stand now."""
        if self.tree is None:
            self.tree = self.format.tree(self.source, self.block, self.reading)
        return self.tree

    @property
    def page(self) -> Page:
        """The head as it stands now."""
        return Page(self.source, self.block, self.root, self.profile)

    def apply(self, edit: Edit) -> None:
        """Makes a step. Raises FrontMatterRefused where the result cannot be read."""
        self.first = min(self.first, edit.start)
        self.tail = min(self.tail, len(self.source) - edit.end)
        self.source = edit.apply(self.source)
        self.block, self.reading = read_again(self.format, self.source, self.profile)
        self.tree = None

    def edit(self) -> Edit:
        """All steps as one edit."""
        if self.source == self.original:
            return Edit(self.block.inner, self.block.inner, "")
        end = len(self.original) - self.tail
        first = min(self.first, end)
        return Edit(first, end, self.source[first : len(self.source) - self.tail])


def read_again(form: Format, source: str, profile: WritingProfile) -> tuple[Block, Reading]:
    """The block and values of a changed head. Raises FrontMatterRefused."""
    block = form.find(source, profile)
    if block is None or block.end != len(source):
        raise FrontMatterRefused("The front matter would end at another place.")
    try:
        return block, form.read(source, block)
    except Unreadable as error:
        raise FrontMatterRefused(f"The front matter could not be read any more: {error.message}.") from error


def set_value(draft: Draft, path: Path, value: object) -> Edit:
    """The edit after which the value at ``path`` is ``value``. Raises FrontMatterRefused."""
    before = draft.reading.fields
    wanted = plain(value)
    nodes = list(walk(draft.root, path))
    depth = len(nodes) - 1
    if depth < len(path):
        if same(value_at(before, path), wanted):
            return draft.edit()
        for part in reversed(path[depth + 1 :]):
            if not isinstance(part, str):
                raise FrontMatterRefused(f"{show(path)} does not exist.")
            wanted = {part: wanted}
        wanted = _add(draft, path[: depth + 1], nodes[-1], wanted)
    else:
        wanted = _change(draft, path, nodes[-1], wanted)
    check_set(before, draft.reading.fields, path[: depth + 1], wanted)
    return draft.edit()


def remove_value(draft: Draft, path: Path) -> Edit:
    """The edit after which ``path`` does not exist. Raises FrontMatterRefused."""
    before = draft.reading.fields
    if not exists(before, path):
        raise KeyError(show(path))
    if not path or len(list(walk(draft.root, path))) <= len(path):
        why = (
            "it comes with a merge key or an alias"
            if draft.format.name == "yaml"
            else "it is a part of a text"
        )
        raise FrontMatterRefused(f"{show(path)} does not stand here: {why}.")
    _delete(draft, path)
    expected = without(before, path)
    if not same(draft.reading.fields, expected):
        raise FrontMatterRefused(f"{show(path)} could not be removed without changing other values.")
    return draft.edit()


def value_source(source: str, node: Node) -> str:
    """A value as written; the lines of a block without the blanks before its first."""
    text = source[node.start : node.end]
    if node.style != "block":
        return text
    blanks = " " * (node.start - line_start(source, node.start))
    first, *rest = lines_of(text) or [""]
    return first + "".join(line.removeprefix(blanks) for line in rest)


def set_source(draft: Draft, path: Path, source: str) -> Edit:
    """The edit that writes a value's source anew, in the form of `value_source`. Raises FrontMatterRefused."""
    before = draft.reading.fields
    nodes = list(walk(draft.root, path))
    if not path or len(nodes) <= len(path):
        raise FrontMatterRefused(f"{show(path)} does not stand in the front matter itself.")
    node = nodes[-1]
    if node.style == "block":
        blanks = " " * (node.start - line_start(draft.source, node.start))
        first, *rest = lines_of(source.rstrip("\r\n")) or [""]
        source = first + "".join(blanks + line if line.strip() else line for line in rest)
    blank = " " if source and node.start == node.end and draft.source[node.start - 1] in ":-" else ""
    draft.apply(Edit(node.start, node.end, blank + source))
    keys = [entry.key for entry in nodes[-2].entries]
    after = list(walk(draft.root, path[:-1]))[-1]
    others = same(without(before, path), without(draft.reading.fields, path))
    if not others or keys != [entry.key for entry in after.entries]:
        raise FrontMatterRefused(f"This source of {show(path)} would change other values.")
    return draft.edit()


def refusal_of(source: str, root: Node, node: Node) -> str:
    """Why a value cannot be changed, as far as its source tells; "" where nothing does."""
    if node.locked:
        return f"This value cannot be changed: {node.locked}."
    prefix = source[node.outer : node.start]
    if "&" in prefix and any(other.style == "alias" or other.locked for other in leaves(root)):
        return "Other values refer to this one by its anchor."
    if "!" in prefix and not prefix.strip().endswith("!!str"):
        return "This value has a YAML tag."
    return ""


def _delete(draft: Draft, path: Path) -> None:
    """Takes out a key as often as it stands there: were its first kept, the value would become that one's."""
    left = _times(draft, path)
    if left > _MANY:
        raise FrontMatterRefused(
            f"{show(path)} stands here {left} times, too often to be removed in one step."
        )
    while left:
        draft.apply(draft.format.delete(draft.page, path))
        if isinstance(path[-1], int):
            return
        before, left = left, _times(draft, path)
        if left >= before:
            raise FrontMatterRefused(f"{show(path)} could not be removed by its own lines.")


def _times(draft: Draft, path: Path) -> int:
    """How often a key or item stands in the source."""
    nodes = list(walk(draft.root, path))
    if len(nodes) <= len(path):
        return 0
    return 1 if isinstance(path[-1], int) else sum(entry.key == path[-1] for entry in nodes[-2].entries)


def _add(draft: Draft, path: Path, holder: Node, value: object) -> object:
    """Adds what does not exist yet; returns the value that is to be read afterwards."""
    part = path[-1]
    if holder.kind == "scalar" and holder.value in (None, "") and isinstance(part, str) and len(path) > 1:
        draft.apply(draft.format.replace(draft.page, path[:-1], {part: value}))
        return value
    fits = (
        holder.kind == "map" if isinstance(part, str) else holder.kind == "list" and part == len(holder.items)
    )
    if not fits:
        raise FrontMatterRefused(f"{show(path)} does not exist and cannot be added.")
    expected = value
    if isinstance(part, str):
        value, expected = value_to_add(value, part, draft.profile, text_only=draft.format.text_only)
    draft.apply(draft.format.insert(draft.page, path[:-1], part, value))
    return expected


def value_to_add(
    value: object, key: str, profile: WritingProfile, *, text_only: bool
) -> tuple[object, object]:
    """A value for a new key as it is to be written, and as it is to be read afterwards. Raises FrontMatterRefused."""
    if isinstance(value, date):
        written = as_blog(value, key, profile)
        return written, written.value if isinstance(written, Spelled) else written
    joined = string_of(value, profile.key_style(key).list_style)
    if joined is not None:
        return joined, joined
    if text_only:
        value = as_text(value, (key,))
    return value, value


def _change(draft: Draft, path: Path, node: Node, wanted: object) -> object:
    """Makes the steps from one value to another; returns the value that is to be read afterwards."""
    if same(node.value, wanted):
        return wanted
    if isinstance(wanted, date) and node.kind == "scalar":
        return _change_date(draft, path, node, wanted)
    if wanted == [] and node.value == "":
        return ""
    if isinstance(wanted, list) and node.value in (None, ""):
        wanted = string_of(wanted, draft.profile.key_style(str(path[-1])).list_style) or wanted
    elif isinstance(wanted, list) and isinstance(node.value, str) and isinstance(path[-1], str):
        wanted = _as_string(node.value, wanted, path, draft)
    if draft.format.text_only and not isinstance(wanted, str) and not isinstance(node.value, list):
        wanted = as_text(wanted, path)
    if isinstance(wanted, list) and node.kind == "list":
        return _change_list(draft, path, node, wanted)
    if isinstance(wanted, dict) and node.kind == "map":
        return _change_map(draft, path, node, wanted)
    if isinstance(path[-1], int) and kind_of(wanted) not in (node.kind, "scalar") and _in_block(draft, path):
        return _swap_item(draft, path, node, wanted)
    draft.apply(draft.format.replace(draft.page, path, wanted))
    return wanted


def _change_date(draft: Draft, path: Path, node: Node, moment: date) -> object:
    key = next((part for part in reversed(path) if isinstance(part, str)), "")
    text = node.value if isinstance(node.value, str) else draft.source[node.start : node.end].strip("'\"")
    spelled = as_before(text.strip(), moment, key, draft.profile)
    if isinstance(node.value, str) and isinstance(spelled, Spelled):
        draft.apply(draft.format.replace(draft.page, path, spelled.text))
        return spelled.text
    draft.apply(draft.format.replace(draft.page, path, spelled))
    return spelled.value if isinstance(spelled, Spelled) else spelled


def _change_list(draft: Draft, path: Path, node: Node, wanted: list[object]) -> object:
    old = list(node.value) if isinstance(node.value, list) else []
    marks = [_mark(item) for item in old], [_mark(item) for item in wanted]
    steps = [
        step for step in SequenceMatcher(None, *marks, autojunk=False).get_opcodes() if step[0] != "equal"
    ]
    at_once = not wanted and node.style != "block"
    if at_once or sum(max(step[2] - step[1], step[4] - step[3]) for step in steps) > _MANY:
        draft.apply(draft.format.replace(draft.page, path, wanted))
        return wanted
    result = list(old)
    for _, start, end, new_start, new_end in reversed(steps):
        shared = min(end - start, new_end - new_start)
        for at in range(end - 1, start + shared - 1, -1):
            draft.apply(draft.format.delete(draft.page, (*path, at)))
            del result[at]
        for offset in range(shared):
            at = start + offset
            current = list(walk(draft.root, (*path, at)))[-1]
            result[at] = _change(draft, (*path, at), current, wanted[new_start + offset])
        for offset in range(shared, new_end - new_start):
            item = wanted[new_start + offset]
            draft.apply(draft.format.insert(draft.page, path, start + offset, item))
            result.insert(start + offset, item)
    return result


def _in_block(draft: Draft, path: Path) -> bool:
    """Whether a value's holder is written line by line."""
    return list(walk(draft.root, path))[-2].style != "flow"


def _swap_item(draft: Draft, path: Path, node: Node, wanted: object) -> object:
    """Puts a list or map in the place of an item of another kind."""
    if "#" in draft.source[node.end : line_end(draft.source, node.end)]:
        raise FrontMatterRefused(f"The comment behind {show(path)} would be lost.")
    at = path[-1]
    assert isinstance(at, int)
    draft.apply(draft.format.insert(draft.page, path[:-1], at, wanted))
    draft.apply(draft.format.delete(draft.page, (*path[:-1], at + 1)))
    return wanted


def _mark(item: object) -> tuple[str, str]:
    return type(item).__name__, repr(item)


def _change_map(draft: Draft, path: Path, node: Node, wanted: dict[str, object]) -> object:
    old = dict(node.value) if isinstance(node.value, dict) else {}
    if not wanted and node.style != "table":
        draft.apply(draft.format.replace(draft.page, path, wanted))
        return wanted
    result = dict(old)
    for key, value in wanted.items():
        current = list(walk(draft.root, (*path, key)))
        if len(current) == len(path) + 2:
            result[key] = _change(draft, (*path, key), current[-1], value)
        elif key not in old or not same(old[key], value):
            result[key] = _add(draft, (*path, key), current[-1], value)
    for key in old:
        if key not in wanted:
            _delete(draft, (*path, key))
            result.pop(key, None)
    return result


def _as_string(old: str, wanted: list[object], path: Path, draft: Draft) -> object:
    """A list for a field whose value is a string of items: a string again where that can hold it.

    Only of a key that is known for lists: a title of two words is none.
    """
    key = str(path[-1])
    known = draft.profile.key_style(key).list_style
    if known is None and not draft.format.text_only and field_kind(key, old) is not FieldKind.TAGS:
        return wanted
    items = split_items(old, known)
    joined = join_items(old, items, wanted) if items is not None else None
    return wanted if joined is None else joined
