"""Tables: rows of cells between bars, with separator lines for head, bodies and foot."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foreword.rendering.kramdown import grammar
from foreword.rendering.kramdown.blocks.leaf import is_boundary
from foreword.rendering.kramdown.blocks.parser import BlockParser
from foreword.rendering.kramdown.elements import Element
from foreword.rendering.kramdown.spans.code import code_end
from foreword.rendering.kramdown.tag_names import NEVER_WITHIN_A_LINE, VOID, tag_name
from foreword.rendering.kramdown.tags import COMMENT, OPENING, TAG_NAME

_HAS_BAR = re.compile(r"(?:\||.*?[^\\\n]\|)")
_SEPARATOR = frozenset("+|: \t-")
_ALIGNMENT = re.compile(r"[ \t]?(:?)-+(:?)[ \t]?")
_FOOT = frozenset("+|: \t=")
_MAX_PADDED_CELLS = 100_000
_BAR = re.compile(r"(?<!\\)\|")
_MARKS = re.compile(r"`+")
_CODE_ELEMENT = re.compile(r"<code[^>]*>")
_CODE_OR_TAG = re.compile(rf"`+|</(?P<closing>{TAG_NAME})[ \t\n]*>|<!--|<(?=[^\W\d])")
_ALIGNMENTS = {("", ""): "", (":", ""): "left", ("", ":"): "right", (":", ":"): "center"}


def table(parser: BlockParser, at: int, children: list[Element]) -> int | None:
    """A table. Every line needs a bar that is neither escaped nor within code."""
    lines = parser.lines
    if "|" not in lines[at] or lines[at].lstrip(" ")[0] == "\t" or not _HAS_BAR.match(lines[at]):
        return None
    end = at
    leading = lines[at].lstrip(grammar.BLANKS).startswith("|")
    bodies: list[tuple[str, list[list[str]]]] = []
    rows: list[list[str]] = []
    alignment: list[str] = []
    while end < len(lines) and "|" in lines[end] and _HAS_BAR.match(lines[end]):
        line = lines[end]
        if "-" in line and _SEPARATOR.issuperset(line):
            if rows and not (bodies and bodies[-1][0] == "tfoot"):
                if not bodies:
                    alignment = [_ALIGNMENTS[pair] for pair in _ALIGNMENT.findall(line)]
                bodies.append(("tbody" if bodies else "thead", rows))
                rows = []
        elif "=" in line and _FOOT.issuperset(line):
            if rows:
                bodies.append(("tbody", rows))
                rows = []
            bodies.append(("tfoot", []))
        else:
            rows.append(split_row(line, leading=leading))
        end += 1
    parser.look(end + 1)
    bodies.append(("tbody", rows))
    whole = is_boundary(parser, end) and _every_line_barred("\n".join(lines[at:end]))
    element = _assemble(bodies, alignment) if whole else None
    if element is None:
        parser.failed_table = True
        return None
    children.append(element)
    return end


def _assemble(bodies: list[tuple[str, list[list[str]]]], alignment: list[str]) -> Element | None:
    feet = [number for number, (kind, _) in enumerate(bodies) if kind == "tfoot"]
    merged: list[tuple[str, list[list[str]]]] = []
    for number, (kind, rows) in enumerate(bodies):
        if kind == "tfoot":
            continue
        is_foot = bool(feet) and number > feet[-1]
        if rows:
            merged.append(("tfoot" if is_foot else kind, rows))
    if all(kind != "tbody" for kind, _ in merged):
        return None
    width = max(len(row) for _, rows in merged for row in rows)
    if width * sum(len(rows) for _, rows in merged) > _MAX_PADDED_CELLS:
        width = 1
    element = Element("table", data=tuple(alignment))
    for kind, rows in merged:
        part = Element(kind)
        for row in rows:
            name = "th" if kind == "thead" else "td"
            cells = [Element(name, cell) for cell in (*row, *[""] * (width - len(row)))]
            part.children.append(Element("tr", children=cells))
        element.children.append(part)
    return element


def _every_line_barred(source: str) -> bool:
    """Whether the lines have bars outside of code and HTML, as far as kramdown looks at it: at the first and the last
    line of each piece of text between code and elements.
    """
    barred = False
    for is_code, text in _pieces(source):
        lines = text.rstrip("\n").split("\n") if text.strip("\n") else []
        if is_code:
            if len(lines) > 2 or (len(lines) == 2 and not barred):
                return barred
            barred = barred and len(lines) != 2
            continue
        if len(lines) > 1 and not barred and not _HAS_BAR.match(lines[0]):
            return False
        barred = (barred and len(lines) < 2) or (bool(lines) and _HAS_BAR.match(lines[-1]) is not None)
    return barred


def _pieces(source: str) -> Iterator[tuple[bool, str]]:
    """The source divided into (is code, text). Of elements only their name is told, and nothing of what is in them."""
    open_tags: list[str] = []
    position = begin = 0
    last_comment_end = source.rfind("-->")
    while (piece := _CODE_OR_TAG.search(source, position)) is not None:
        place = piece.start()
        position = piece.end()
        if piece[0][0] == "`":
            if open_tags:
                continue
            inside, end, position = code_end(source, place)
            if end >= 0:
                yield False, source[begin:place]
                yield True, source[inside:end]
                begin = position
            continue
        if piece[0] == "<!--":
            comment = COMMENT.match(source, place) if position <= last_comment_end else None
            if comment is not None and not open_tags:
                yield False, source[begin:place]
                yield False, comment[0]
                begin = comment.end()
            position = comment.end() if comment is not None else position
            continue
        if piece["closing"]:
            if open_tags and tag_name(piece["closing"]) == open_tags[-1]:
                open_tags.pop()
                begin = position if not open_tags else begin
            continue
        opening = OPENING.match(source, place)
        name = tag_name(opening[1]) if opening is not None else ""
        if opening is None or name in NEVER_WITHIN_A_LINE:
            continue
        position = opening.end()
        if not open_tags:
            yield False, source[begin:place]
            yield False, name
            begin = position
        if not (opening[3] or name in VOID):
            open_tags.append(name)
    if not open_tags:
        yield False, source[begin:]


def split_row(line: str, *, leading: bool) -> list[str]:
    """The cells of a row. ``leading``: a bar opens the rows of this table."""
    cells: list[str] = []
    for is_element, part in _without_code_elements(line.strip(" \t")):
        if is_element:
            _put(cells, [part])
            continue
        begin = position = 0
        while (marks := part.find("`", position)) >= 0:
            inside, end, position = code_end(part, marks)
            if end >= 0:
                _put(cells, _divided(part[begin:marks]))
                _put(cells, [_code(part[marks:inside], part[inside:end])])
                begin = position
        _put(cells, _divided(part[begin:]))
    if leading and not cells[0].strip(grammar.BLANKS):
        del cells[0]
    if cells and not cells[-1].strip(grammar.BLANKS):
        del cells[-1]
    return [cell.strip(grammar.BLANKS) for cell in cells]


def _without_code_elements(row: str) -> Iterator[tuple[bool, str]]:
    """The row divided at its ``<code>`` elements: (is such an element, text)."""
    begin = 0
    last = row.rfind("</code>")
    while (opening := _CODE_ELEMENT.search(row, begin)) is not None and opening.end() <= last:
        end = row.index("</code>", opening.end()) + len("</code>")
        yield False, row[begin : opening.start()]
        yield True, row[opening.start() : end]
        begin = end
    yield False, row[begin:]


def _put(cells: list[str], texts: list[str]) -> None:
    """The first text goes on with the last cell, the others are cells of their own."""
    if cells and texts:
        cells[-1] += texts[0]
        texts = texts[1:]
    cells.extend(texts)


def _divided(text: str) -> list[str]:
    return [cell.replace("\\|", "|") for cell in _BAR.split(text)] if text else []


def _code(marks: str, content: str) -> str:
    """A code span as it is written anew for its cell, with no more marks than it needs."""
    if len(marks) > 1:
        content = content.removeprefix(" ").removesuffix(" ")
    longest = max((len(run) for run in _MARKS.findall(content)), default=0)
    delimiter = "`" * (longest + 1)
    blank = " " if longest else ""
    return f"{delimiter}{blank}{content}{blank}{delimiter}"
