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
from foreword.rendering.kramdown.tags import OPENING, TAG_NAME

_HAS_BAR = re.compile(r"(?:\||.*?[^\\\n]\|)")
_SEPARATOR = frozenset("+|: \t-")
_ALIGNMENT = re.compile(r"[ \t]?(:?)-+(:?)[ \t]?")
_FOOT = frozenset("+|: \t=")
_MAX_PADDED_CELLS = 100_000
_PIECE = re.compile(r"\\\||\\`|`+|\||<code(?:[ \t][^>]*)?>", re.DOTALL)
_CODE_OR_TAG = re.compile(rf"\\.|`+|</(?P<closing>{TAG_NAME})[ \t\n]*>|<(?=[^\W\d])")
_ALIGNMENTS = {("", ""): "", (":", ""): "left", ("", ":"): "right", (":", ":"): "center"}


def table(parser: BlockParser, at: int, children: list[Element]) -> int | None:
    """A table. Every line needs a bar that is neither escaped nor within code."""
    lines = parser.lines
    if "|" not in lines[at] or not _HAS_BAR.match(lines[at]):
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


def _pieces(source: str) -> Iterator[tuple[int, str]]:
    """The bars, escaped or not, that stand outside of code: (place, text)."""
    position = 0
    last_code_end = source.rfind("</code>")
    while True:
        piece = _PIECE.search(source, position)
        if piece is None:
            return
        found = piece[0]
        position = piece.end()
        if found[0] == "<":
            if position <= last_code_end:
                position = source.index("</code>", position) + len("</code>")
            continue
        if found[0] == "`":
            position = code_end(source, piece.start())[2]
        elif found in {"|", "\\|"}:
            yield piece.start(), found


def _every_line_barred(source: str) -> bool:
    """Whether every line has a bar outside of code. HTML, which may go on from line to line, is not looked at."""
    if "<" in source:
        source = _without_html(source)
    barred = 0
    line_end = -1
    for place, found in _pieces(source):
        if found == "|" and place > line_end:
            barred += 1
            line_end = source.find("\n", place)
            if line_end < 0:
                break
    return barred == source.count("\n") + 1


def _without_html(source: str) -> str:
    """The source without the elements that stand outside of code."""
    kept: list[str] = []
    open_tags: list[str] = []
    position = 0
    begin = 0
    while True:
        piece = _CODE_OR_TAG.search(source, position)
        if piece is None:
            break
        position = piece.end()
        if piece[0][0] == "\\":
            continue
        if piece[0][0] == "`":
            position = position if open_tags else code_end(source, piece.start())[2]
        elif piece["closing"]:
            if open_tags and tag_name(piece["closing"]) == open_tags[-1]:
                open_tags.pop()
                begin = position if not open_tags else begin
        else:
            opening = OPENING.match(source, piece.start())
            name = tag_name(opening[1]) if opening is not None else ""
            if opening is None or name in NEVER_WITHIN_A_LINE:
                continue
            position = opening.end()
            if not open_tags:
                kept.append(source[begin : piece.start()])
                begin = position
            if not (opening[3] or name in VOID):
                open_tags.append(name)
    if not open_tags:
        kept.append(source[begin:])
    return "".join(kept)


def split_row(line: str, *, leading: bool) -> list[str]:
    """The cells of a row. ``leading``: a bar opens the rows of this table."""
    source = line.strip(grammar.BLANKS)
    cells: list[str] = []
    current: list[str] = []
    start = 0
    for place, found in _pieces(source):
        current.append(source[start:place])
        start = place + len(found)
        if found == "|":
            cells.append("".join(current))
            current = []
        else:
            current.append("|")
    current.append(source[start:])
    rest = "".join(current)
    if rest.strip(grammar.BLANKS) or not cells:
        cells.append(rest)
    if leading and not cells[0].strip(grammar.BLANKS):
        del cells[0]
    return [cell.strip(grammar.BLANKS) for cell in cells]
