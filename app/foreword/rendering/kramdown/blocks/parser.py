"""The loop over lines: which block begins here, and where its neighbours' attribute lists go."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import accumulate

from foreword.rendering.dialect import Definition
from foreword.rendering.kramdown import grammar
from foreword.rendering.kramdown.attributes import AttributeList, parse_attribute_list
from foreword.rendering.kramdown.elements import Abbreviation, Element, LinkTarget
from foreword.rendering.kramdown.options import KramdownOptions

MAX_DEPTH = 80
_WITHOUT_LISTS = frozenset({"text", "comment", "raw"})
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
    ``absent`` holds closing marks and the lines after which they are known not to come, so that no search is made
    twice. ``open_tags`` are the HTML elements whose content is being parsed as blocks. ``depth`` and ``html_depth``
    together are the levels that this parser's blocks are nested; beyond `MAX_DEPTH` everything is text.
    """

    __slots__ = (
        "_rest",
        "_starts",
        "_text",
        "absent",
        "boundary",
        "depth",
        "failed_table",
        "html_depth",
        "lines",
        "open_tags",
        "seen",
        "state",
    )

    def __init__(self, lines: list[str], state: ParseState, depth: int = 0) -> None:
        self.lines = lines
        self.state = state
        self.depth = depth
        self.seen = 0
        self.absent: dict[str, int] = {}
        self.open_tags: list[str] = []
        self.failed_table = False
        self.boundary = True
        self.html_depth = 0
        self._rest = -1
        self._text: str | None = None
        self._starts: list[int] = []

    def look(self, count: int) -> None:
        """Notes that the first ``count`` lines were looked at."""
        self.seen = max(self.seen, count)

    def lacks(self, mark: str, at: int) -> bool:
        """Whether it is known that the mark does not come after line ``at``."""
        return self.absent.get(mark, at + 1) <= at

    def note_absent(self, mark: str, at: int) -> None:
        """Notes that the mark does not come after line ``at``, which the end of the text told."""
        self.look(len(self.lines) + 1)
        self.absent[mark] = min(at, self.absent.get(mark, at))

    def text(self) -> str:
        """All lines as one text, each with its ending, for what may go across lines."""
        if self._text is None:
            self._starts = [0, *accumulate(len(line) + 1 for line in self.lines)]
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
        self.lines[line] = rest
        self._starts[line] = position
        self._rest = line
        return line

    def nested(self, lines: list[str], children: list[Element]) -> None:
        """Parses lines of their own into ``children``."""
        if self.depth + self.html_depth >= MAX_DEPTH:
            text = "\n".join(lines).strip(grammar.BLANKS)
            if text:
                children.append(Element("p", text))
            return
        BlockParser(lines, self.state, self.depth + self.html_depth + 1).run(0, children)

    def run(self, at: int, children: list[Element], *, before: str = "start", single: bool = False) -> int:
        """Parses from line ``at`` into ``children``: to the end, or to the line at which the closing tag of the
        innermost open element stands, or with ``single`` until one block with the attribute lists and blank lines
        that belong to it is complete. ``before`` says what came before: "start", "blank", "end" or "block".
        The next line.
        """
        count = len(self.lines)
        pending: AttributeList | None = None
        while at < count:
            stripped = self.lines[at].lstrip(" ")
            last = _kind(children[-1]) if children else before
            known = len(children)
            if not stripped.strip(grammar.BLANKS):
                at = self._blank(at, children)
                if last != "blank":
                    pending = None
                if single and pending is None and not self._takes(at, children):
                    break
                continue
            if self.open_tags and stripped[0] == "<" and self.closes(self.lines[at]):
                break
            boundary = pending is not None or last != "block"
            self.failed_table = False
            self.boundary = boundary
            listed = self._list_line(at, boundary) if stripped[0] == "{" else None
            if listed is not None:
                at = listed[1]
                if known and pending is None and children[-1].kind not in _ENDS:
                    children[-1].add_list(listed[0])
                    if self.attribute_list(at) is None:
                        children.append(Element("end", data="list"))
                else:
                    pending = listed[0] if pending is None else pending.joined(listed[0])
            else:
                defined = len(self.state.definitions)
                at = self._step(at, stripped, children, boundary)
                if pending is not None and (
                    len(children) <= known or children[known].kind not in _WITHOUT_LISTS
                ):
                    self._give(pending, children, known, defined)
                    pending = None
            self.look(at + 1)
            if single and pending is None and at != self._rest and not self._goes_on(at, children):
                break
        self.look(at + 1)
        return at

    def attribute_list(self, at: int) -> tuple[AttributeList, int] | None:
        """The attribute list that fills the lines from ``at`` on, and the line after it."""
        found = self._braces(at)
        if found is None or grammar.LIST_DEFINITION.match(found[0]):
            return None
        match = grammar.LIST_OF_BLOCK.match(found[0])
        return None if match is None else (parse_attribute_list(match[1]), found[1])

    def list_definition(self, at: int) -> tuple[str, str, int] | None:
        """The definition of an attribute list at the line: its name, its source, and the line after it."""
        found = self._braces(at)
        match = grammar.LIST_DEFINITION.match(found[0]) if found is not None else None
        return None if match is None or found is None else (match[1], match[2], found[1])

    def ends_lazily(self, at: int) -> bool:
        """Whether a line ends a quote, list item or code block that would go on without its mark or indentation."""
        line = self.lines[at]
        mark = line.lstrip(grammar.BLANKS)[:1]
        if mark == "<":
            return (
                grammar.HTML_OPENING.match(line) is not None or grammar.HTML_CLOSING.match(line) is not None
            )
        if mark == "{":
            found = self._braces(at)
            return found is not None and grammar.LIST_OF_BLOCK.match(found[0]) is not None
        if mark == "^":
            return grammar.END_MARK.match(line) is not None
        return not mark

    def _braces(self, at: int) -> tuple[str, int] | None:
        """The lines from ``at`` on to the one with the closing brace, if the first one opens a list."""
        if at >= len(self.lines) or "{:" not in self.lines[at][:5]:
            return None
        line = self.lines[at]
        end = at + 1
        if "}" not in line and not self.lacks("}", at):
            while end < len(self.lines) and "}" not in self.lines[end]:
                end += 1
            self.look(end + 1)
            if end >= len(self.lines):
                self.note_absent("}", at)
                return line, at + 1
            end += 1
            line = "\n".join(self.lines[at:end])
        return line, end

    def _list_line(self, at: int, boundary: bool) -> tuple[AttributeList, int] | None:
        listed = self.attribute_list(at)
        if listed is None or not boundary:
            return listed
        probe: list[Element] = []
        if any(handler(self, at, probe) is not None for handler in self.state.handlers.at_boundary):
            return None
        return listed

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

    def _give(self, listed: AttributeList, children: list[Element], known: int, defined: int) -> None:
        """Gives a list to the first new element, unless a table that was none has used it up."""
        if self.failed_table or len(children) <= known:
            return
        element = children[known]
        element.add_list(listed)
        if element.data == "definition" and len(self.state.definitions) > defined:
            self._list_before_definition(listed)

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
        text = "".join(line + "\n" for line in lines[start:at])
        if children and children[-1].kind == "blank":
            children[-1].text += text
        else:
            children.append(Element("blank", text))
        return at

    def _goes_on(self, at: int, children: list[Element]) -> bool:
        if at >= len(self.lines):
            return False
        if not self.lines[at].strip(grammar.BLANKS) or self.attribute_list(at) is not None:
            return True
        return self._takes(at, children)

    def _takes(self, at: int, children: list[Element]) -> bool:
        """Whether the last block, a paragraph or a definition list, takes in what begins at the line."""
        after_lists = at
        if len(children) > 1 and children[-1].kind == "blank":
            while (listed := self.attribute_list(after_lists)) is not None:
                after_lists = listed[1]
        if self.state.begins_definition(self, after_lists, children):
            self.look(after_lists + 1)
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


def _kind(element: Element) -> str:
    """What the element is to the block after it."""
    if element.kind == "blank":
        return "blank"
    return "end" if element.kind == "end" and element.data is None else "block"


def kind_after(children: list[Element]) -> str:
    """What a run's ``before`` is after these elements."""
    return _kind(children[-1]) if children else "start"
