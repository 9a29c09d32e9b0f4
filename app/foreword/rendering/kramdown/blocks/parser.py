"""The loop over lines: which block begins here, and where its neighbours' attribute lists go."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from foreword.rendering.dialect import Definition
from foreword.rendering.kramdown import grammar
from foreword.rendering.kramdown.attributes import AttributeList, parse_attribute_list
from foreword.rendering.kramdown.elements import Abbreviation, Element, LinkTarget
from foreword.rendering.kramdown.options import KramdownOptions

MAX_DEPTH = 100
_ENDS = frozenset({"blank", "end"})

Handler = Callable[["BlockParser", int, list[Element]], int | None]


@dataclass(frozen=True, slots=True)
class Handlers:
    """Who may read a line: by its first character before and after what any line can begin, and the last resort."""

    code: Handler
    early: Mapping[str, tuple[Handler, ...]]
    at_boundary: tuple[Handler, ...]
    late: Mapping[str, tuple[Handler, ...]]
    paragraph: Handler
    begins_definition: Callable[[BlockParser, int, list[Element]], bool]


@dataclass(slots=True)
class ParseState:
    """What all parsers of one block share: options in force, and the definitions met so far."""

    options: KramdownOptions
    handlers: Handlers
    parse_block_html: bool
    definitions: list[Definition] = field(default_factory=list)

    def begins_definition(self, parser: BlockParser, at: int, children: list[Element]) -> bool:
        """Whether a definition of the paragraph parsed last begins at the line."""
        return self.handlers.begins_definition(parser, at, children)


class BlockParser:
    """Parses a list of lines. Nested content is parsed by a parser of its own on its own lines.

    ``seen`` is the number of lines looked at; one more than there are when the end itself mattered.
    ``absent`` holds what is known not to come any more ("a closing fence of three tildes"), so that no search for
    it is made twice. ``open_tags`` are the HTML elements whose content is being parsed as blocks.
    """

    __slots__ = ("_rest", "_starts", "_text", "absent", "depth", "lines", "open_tags", "seen", "state")

    def __init__(self, lines: list[str], state: ParseState, depth: int = 0) -> None:
        self.lines = lines
        self.state = state
        self.depth = depth
        self.seen = 0
        self.absent: set[str] = set()
        self.open_tags: list[str] = []
        self._rest = -1
        self._text: str | None = None
        self._starts: list[int] = []

    def look(self, count: int) -> None:
        """Notes that the first ``count`` lines were looked at."""
        self.seen = max(self.seen, count)

    def text(self) -> str:
        """All lines as one text, each with its ending, for what may go across lines."""
        if self._text is None:
            position = 0
            for line in self.lines:
                self._starts.append(position)
                position += len(line) + 1
            self._starts.append(position)
            self._text = "\n".join(self.lines) + "\n"
        return self._text

    def start_of(self, line: int) -> int:
        """Where the line begins in `text`."""
        self.text()
        return self._starts[line]

    def line_of(self, position: int) -> int:
        """The line that holds the position in `text`."""
        return bisect_right(self._starts, position) - 1

    def go_on_at(self, position: int) -> int:
        """Lets the line of the position begin there, when something is left of it; the line to go on with."""
        line = self.line_of(min(position, self._starts[-1] - 1))
        self.look(line + 1)
        assert self._text is not None
        rest = self._text[position : self._starts[line + 1] - 1]
        if not rest.strip(grammar.BLANKS):
            return line + 1
        position += len(rest) - len(rest.lstrip(" \t"))
        self.lines[line] = rest.lstrip(" \t")
        self._starts[line] = position
        self._rest = line
        return line

    def nested(self, lines: list[str], children: list[Element]) -> None:
        """Parses lines of their own into ``children``."""
        if self.depth >= MAX_DEPTH:
            text = "\n".join(lines).strip(grammar.BLANKS)
            if text:
                children.append(Element("p", text))
            return
        BlockParser(lines, self.state, self.depth + 1).run(0, children)

    def run(self, at: int, children: list[Element], *, boundary: bool = True, single: bool = False) -> int:
        """Parses from line ``at`` into ``children``: to the end, or to the line at which the closing tag of the
        innermost open element stands, or with ``single`` until one block with the attribute lists and blank lines
        that belong to it is complete. The next line.
        """
        count = len(self.lines)
        pending: AttributeList | None = None
        while at < count:
            line = self.lines[at]
            stripped = line.lstrip(" ")
            known = len(children)
            listed = _attribute_list(line) if stripped[:1] == "{" else None
            if listed is not None:
                at += 1
                if known and pending is None and children[-1].kind not in _ENDS:
                    children[-1].add_list(listed)
                    if not self._list_at(at):
                        children.append(Element("end", data="list"))
                else:
                    pending = listed if pending is None else pending.joined(listed)
            elif not stripped.strip(grammar.BLANKS):
                at = self._blank(at, children)
                pending = None
                if single and not self._takes(at, children):
                    break
            elif self.open_tags and stripped[0] == "<" and self.closes(line):
                break
            else:
                after = pending is not None or (is_boundary_element(children[-1]) if known else boundary)
                defined = len(self.state.definitions)
                at = self._step(at, stripped, children, after)
                if pending is not None and len(children) > known:
                    children[known].add_list(pending)
                    if children[known].data == "definition" and len(self.state.definitions) > defined:
                        self._list_before_definition(pending)
                    pending = None
            self.look(at + 1)
            if single and pending is None and at != self._rest and not self._goes_on(at, children):
                break
        self.look(at + 1)
        return at

    def closes(self, line: str) -> bool:
        """Whether the line begins with the closing tag of the innermost open element."""
        match = grammar.ANY_CLOSING.match(line)
        return match is not None and bool(self.open_tags) and match[1].lower() == self.open_tags[-1]

    def _step(self, at: int, stripped: str, children: list[Element], boundary: bool) -> int:
        handlers = self.state.handlers
        line = self.lines[at]
        mark = stripped[0]
        if line[0] == "\t" or len(line) - len(stripped) >= 4:
            after = handlers.code(self, at, children)
            if after is not None:
                return after
        for handler in handlers.early.get(mark, ()):
            after = handler(self, at, children)
            if after is not None:
                return after
        if boundary:
            for handler in handlers.at_boundary:
                after = handler(self, at, children)
                if after is not None:
                    return after
        for handler in handlers.late.get(mark, ()):
            after = handler(self, at, children)
            if after is not None:
                return after
        after = handlers.paragraph(self, at, children)
        assert after is not None
        return after

    def _list_before_definition(self, listed: AttributeList) -> None:
        found = self.state.definitions[-1]
        if isinstance(found.value, LinkTarget | Abbreviation):
            after = found.value.listed
            joined = listed if after is None else listed.joined(after)
            self.state.definitions[-1] = replace(found, value=replace(found.value, listed=joined))

    def _blank(self, at: int, children: list[Element]) -> int:
        start = at
        lines, count = self.lines, len(self.lines)
        while at < count and not lines[at].strip(grammar.BLANKS):
            at += 1
        self.look(at + 1)
        if children and children[-1].kind == "blank":
            children[-1].text += "\n" * (at - start)
        else:
            children.append(Element("blank", "\n" * (at - start)))
        return at

    def _list_at(self, at: int) -> bool:
        return at < len(self.lines) and _attribute_list(self.lines[at]) is not None

    def _goes_on(self, at: int, children: list[Element]) -> bool:
        if at >= len(self.lines):
            return False
        line = self.lines[at]
        if not line.strip(grammar.BLANKS) or _attribute_list(line) is not None:
            return True
        return self._takes(at, children)

    def _takes(self, at: int, children: list[Element]) -> bool:
        """Whether the last block, a paragraph or a definition list, takes in what begins at the line."""
        if self.state.begins_definition(self, at, children):
            return True
        last = [child for child in children[-2:] if child.kind != "blank"]
        if (
            at >= len(self.lines)
            or not last
            or last[-1].kind != "dl"
            or self.lines[at].strip(grammar.BLANKS) == ""
        ):
            return False
        probe: list[Element] = []
        known = len(self.state.definitions)
        end = self._step(at, self.lines[at].lstrip(" "), probe, True)
        if len(probe) == 1 and probe[0].kind == "p":
            if end < len(self.lines) and not self.lines[end].strip(grammar.BLANKS):
                probe.append(Element("blank", "\n"))
                end += 1
            self.look(end + 1)
            return self.state.begins_definition(self, end, probe)
        del self.state.definitions[known:]
        return False


def is_boundary_element(element: Element) -> bool:
    """Whether what follows the element stands as after a blank line."""
    return element.kind == "blank" or (element.kind == "end" and element.data is None)


def _attribute_list(line: str) -> AttributeList | None:
    if "{:" not in line[:5]:
        return None
    match = grammar.LIST_OF_BLOCK.match(line)
    if match is None or grammar.LIST_DEFINITION.match(line):
        return None
    return parse_attribute_list(match[1])
