"""Blocks that hold blocks: quotes and lists."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from foreword.rendering.kramdown import grammar
from foreword.rendering.kramdown.attributes import AttributeList, parse_attribute_list
from foreword.rendering.kramdown.blocks.parser import BlockParser
from foreword.rendering.kramdown.elements import Element

_TASK = re.compile(r"\[([ xX])\][ \t\n\r\f\v]+")
_OPEN_BOX = '<input type="checkbox" class="task-list-item-checkbox" disabled="disabled" />'
_TICKED_BOX = (
    '<input type="checkbox" class="task-list-item-checkbox" disabled="disabled" checked="checked" />'
)
# A line that begins with none of these continues a quote or an item lazily.
_MAY_MARK = frozenset(" \t\n\r\f\v>*+-0123456789:<{^")
_LEADING_TABS = re.compile(r"\t+")
_BLANKS_THEN_TABS = re.compile(r"( *)(\t+)")


def quote(parser: BlockParser, at: int, children: list[Element]) -> int | None:
    """A block quote, with the lines that continue it lazily."""
    lines, count = parser.lines, len(parser.lines)
    match = grammar.QUOTE.match(lines[at])
    if match is None:
        return None
    inner = [lines[at][match.end() :]]
    end = at + 1
    while end < count:
        line = lines[end]
        if line and line[0] not in _MAY_MARK:
            inner.append(line)
            end += 1
            continue
        match = grammar.QUOTE.match(line)
        if match is not None:
            inner.append(line[match.end() :])
        elif parser.ends_lazily(end):
            break
        else:
            inner.append(line)
        end += 1
    parser.look(end + 1)
    element = Element("blockquote")
    parser.nested(inner, element.children)
    children.append(element)
    return end


@dataclass(slots=True)
class Item:
    """A list item while its lines are gathered. ``parts`` are earlier lines that blocks of the later do not reach:
    where a list is nested without a blank line before it, what was before is complete.
    """

    lines: list[str]
    indentation: int
    listed: AttributeList | None = None
    nests: bool = False
    own: dict[str, str] | None = None
    after_blank: bool = False
    parts: list[list[str]] = field(default_factory=list)

    def takes(self, line: str) -> bool:
        """Whether the line is indented enough, a tab counting for four blanks or for what is left of them."""
        fours, rest = divmod(self.indentation, 4)
        pattern = rf"(?: {{4}}|\t){{{fours}}}(?: {{{rest}}}|\t)" if rest else rf"(?: {{4}}|\t){{{fours}}}"
        return "\t" in line and re.match(pattern, line) is not None

    def take_blank(self, line: str) -> None:
        """Adds a blank line: lists after it are nested."""
        self.lines.append(line)
        self.nests = self.after_blank = True

    def divide(self) -> None:
        """Begins a new part."""
        self.parts.append(self.lines)
        self.lines = []


def first_line(content: str, indentation: int) -> tuple[str, int, AttributeList | None]:
    """The text of an item's first line, the indentation that its other lines need, and its attribute list.

    ``indentation``: the width of the marker with the blanks before it.
    """
    if not content.strip(grammar.BLANKS):
        return "", 4, None
    while True:
        blanks = _BLANKS_THEN_TABS.match(content)
        if blanks is None:
            break
        width = (len(blanks[1]) + indentation) % 4
        content = blanks[1] + " " * (4 - width + (len(blanks[2]) - 1) * 4) + content[blanks.end() :]
    indentation += len(content) - len(content.lstrip(" "))
    listed, content = leading_list(content.lstrip(grammar.BLANKS))
    return content, indentation if content else 4, listed


def leading_list(content: str) -> tuple[AttributeList | None, str]:
    """The attribute list that a text begins with, and the rest of it."""
    match = grammar.LIST_OF_ITEM.match(content)
    return (None, content) if match is None else (parse_attribute_list(match[1]), content[match.end() :])


def _begun(marker: re.Match[str]) -> Item:
    content, indentation, listed = first_line(marker[2], len(marker[1]))
    nests = grammar.LIST_ITEM.match(content) is not None
    return Item([content] if content else [], indentation, listed, nests)


def gather(parser: BlockParser, at: int, marker: re.Pattern[str]) -> tuple[list[Item], int, bool]:
    """The items from line ``at`` on whose marker matches, the next line, and whether an end mark was met."""
    lines, count = parser.lines, len(parser.lines)
    items: list[Item] = []
    item: Item | None = None
    limit = 3
    lists = marker is not grammar.DEFINITION
    end = at
    while end < count:
        line = lines[end]
        if line and item is not None and not item.after_blank and line[0] not in _MAY_MARK:
            item.lines.append(line)
            end += 1
            continue
        match = marker.match(line)
        if lists and item is not None and item.after_blank and grammar.RULE.match(line):
            break
        if match is not None and (item is None or len(match[1]) - len(match[1].lstrip(" ")) <= limit):
            item = _begun(match)
            items.append(item)
            limit = min(3, item.indentation - 1)
            end += 1
            continue
        assert item is not None
        stripped = line.strip(grammar.BLANKS)
        if not stripped:
            item.take_blank(line)
            end += 1
            continue
        if line[0] == "\t":
            tabs = _LEADING_TABS.match(line)
            assert tabs is not None
            line = " " * (4 * tabs.end()) + line[tabs.end() :]
        indented = line.startswith(" " * item.indentation)
        if not (indented or item.takes(lines[end])) and (item.after_blank or parser.ends_lazily(end)):
            break
        if indented:
            line = line[item.indentation :]
        item.after_blank = False
        if lists and grammar.LIST_ITEM.match(line):
            if indented and not item.nests:
                item.divide()
                item.nests = True
            elif item.nests and not indented:
                line = " " * (item.indentation + 4) + line
        item.lines.append(line)
        end += 1
    parser.look(end + 1)
    if end < count and grammar.END_MARK.match(lines[end]):
        parser.look(end + 2)
        return items, end + lists, True
    return items, end, False


def list_(parser: BlockParser, at: int, children: list[Element]) -> int | None:
    """An ordered or unordered list."""
    line = parser.lines[at]
    ordered = line.lstrip(" ")[0] not in "*+-"
    marker = grammar.NUMBER if ordered else grammar.BULLET
    if not marker.match(line):
        return None
    items, end, marked = gather(parser, at, marker)
    element = Element("ol" if ordered else "ul")
    for item in items:
        child = Element("li", listed=item.listed)
        for part in item.parts:
            parser.nested(part, child.children)
            child.children.append(Element("end"))
        parser.nested(item.lines, child.children)
        element.children.append(child)
    children.append(element)
    blank = loosen(element.children, marked)
    for child in element.children if parser.state.options.is_gfm else ():
        if _is_task(child):
            element.own = {"class": "task-list"}
        if element.own and child.children and child.children[0].kind == "p":
            child.own = {"class": "task-list-item"}
    if blank is not None and not marked:
        children.append(blank)
    return end


def _is_task(item: Element) -> bool:
    """Whether the item begins with a box to tick; puts HTML in the place of the box."""
    first = item.children[0] if item.children else None
    if first is None or first.kind != "p":
        return False
    ended = first.transparent and len(item.children) > 1 and item.children[1].kind != "blank"
    match = _TASK.match(f"{first.text}\n" if ended else first.text)
    if match is None:
        return False
    if match.end() > len(first.text):
        first.data = "no line end"
    first.text = (_OPEN_BOX if match[1] == " " else _TICKED_BOX) + first.text[match.end() :]
    return True


def loosen(items: list[Element], marked: bool) -> Element | None:
    """Decides which items stand without ``<p>``, and takes off the blank lines after them; those of the last one."""
    blank: Element | None = None
    some_tight = len(items) == 1
    for item in items:
        inner = item.children
        if not inner:
            some_tight = True
            blank = None
            continue
        if len(inner) > 1 and inner[0].kind == "p" and inner[1].kind == "end" and inner[0].listed is not None:
            del inner[1]
        last = item is items[-1]
        if inner[0].kind != "p":
            some_tight = True
        elif (not last or some_tight) and (
            len(inner) < 2 or inner[1].kind != "blank" or (last and len(inner) == 2 and not marked)
        ):
            inner[0].transparent = True
            some_tight = True
        blank = inner.pop() if inner[-1].kind == "blank" else None
    return blank


def definition_list(parser: BlockParser, at: int, children: list[Element]) -> int | None:
    """A definition list: the paragraph before, if no more than one blank line lies between, holds its terms."""
    if not definition_begins(parser, at, children):
        return None
    apart = children[-1].kind == "blank"
    del children[len(children) - apart :]
    paragraph = children.pop()
    element = Element("dl", listed=paragraph.listed)
    before = children[-2:] if children and children[-1].kind == "blank" else children[-1:]
    if before and before[0].kind == "dl":
        element = before[0]
        del children[len(children) - len(before) + 1 :]
    else:
        children.append(element)
    for line in paragraph.text.split("\n"):
        listed, term = leading_list(line)
        element.children.append(Element("dt", term, listed=listed))
    items, end, marked = gather(parser, at, grammar.DEFINITION)
    loose = apart
    blank: Element | None = None
    for item in items:
        child = Element("dd", listed=item.listed)
        parser.nested(item.lines, child.children)
        inner = child.children
        if inner and inner[0].kind == "p" and not loose:
            inner[0].transparent = True
        blank = inner.pop() if inner and inner[-1].kind == "blank" else None
        loose = item.after_blank
        element.children.append(child)
    if blank is not None and not marked:
        children.append(blank)
    return end


def definition_begins(parser: BlockParser, at: int, children: list[Element]) -> bool:
    """Whether a definition begins at the line that belongs to the paragraph parsed last."""
    if at >= len(parser.lines) or not grammar.DEFINITION.match(parser.lines[at]):
        return False
    if not children:
        return False
    if children[-1].kind == "p":
        return True
    return len(children) > 1 and children[-1].text == "\n" and children[-2].kind == "p"
