"""Tables: rows of cells between bars, with separator lines for head, bodies and foot."""

from __future__ import annotations

import re

from foreword.rendering.kramdown import grammar
from foreword.rendering.kramdown.blocks.leaf import is_boundary
from foreword.rendering.kramdown.blocks.parser import BlockParser
from foreword.rendering.kramdown.elements import Element

_HAS_BAR = re.compile(r"(?:\||.*?[^\\\n]\|)")
_SEPARATOR = re.compile(r"[+|: \t-]*?-[+|: \t-]*?[ \t]*\Z")
_ALIGNMENT = re.compile(r"[ \t]?(:?)-+(:?)[ \t]?")
_FOOT = re.compile(r"[+|: \t=]*?=[+|: \t=]*?[ \t]*\Z")
_PIECE = re.compile(r"\\.|`+|\||<code(?:[ \t][^>]*)?>.*?</code>", re.DOTALL)
_ALIGNMENTS = {("", ""): "", (":", ""): "left", ("", ":"): "right", (":", ":"): "center"}


def table(parser: BlockParser, at: int, children: list[Element]) -> int | None:
    """A table. Every line needs a bar that is neither escaped nor within code."""
    lines = parser.lines
    if "|" not in lines[at] or not _HAS_BAR.match(lines[at]):
        return None
    end = at
    bodies: list[tuple[str, list[list[str]]]] = []
    rows: list[list[str]] = []
    alignment: list[str] = []
    while end < len(lines) and "|" in lines[end] and _HAS_BAR.match(lines[end]):
        line = lines[end]
        if _SEPARATOR.match(line):
            if rows:
                if not bodies:
                    alignment = [_ALIGNMENTS[pair] for pair in _ALIGNMENT.findall(line)]
                bodies.append(("tbody" if bodies else "thead", rows))
                rows = []
        elif _FOOT.match(line):
            if rows:
                bodies.append(("tbody", rows))
                rows = []
            bodies.append(("tfoot", []))
        else:
            cells, barred = split_row(line)
            if end == at and not barred:
                return None
            rows.append(cells)
        end += 1
    parser.look(end + 1)
    if not is_boundary(parser, end):
        return None
    bodies.append(("tbody", rows))
    element = _assemble(bodies, alignment)
    if element is None:
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
    if not merged:
        return None
    width = max(len(row) for _, rows in merged for row in rows)
    element = Element("table", data=tuple((alignment + [""] * width)[:width]))
    for kind, rows in merged:
        part = Element(kind)
        for row in rows:
            cells = [Element("th" if kind == "thead" else "td", cell) for cell in row]
            cells.extend(Element(cells[0].kind) for _ in range(width - len(row)))
            part.children.append(Element("tr", children=cells))
        element.children.append(part)
    return element


def split_row(line: str) -> tuple[list[str], bool]:
    """The cells of a row, and whether any bar stood outside of code."""
    source = line.strip(grammar.BLANKS)
    cells: list[str] = []
    start = 0
    position = 0
    barred = False
    current: list[str] = []
    while True:
        piece = _PIECE.search(source, position)
        if piece is None:
            break
        position = piece.end()
        found = piece[0]
        if found == "|":
            barred = True
            current.append(source[start : piece.start()])
            cells.append("".join(current))
            current = []
            start = position
        elif found[0] == "`":
            closing = source.find(found, position)
            opens = not (len(found) == 1 and source[position : position + 1] in {" ", "\t", ""} and
                         source[piece.start() - 1 : piece.start()] in {" ", "\t", ""})
            if closing >= 0 and opens:
                position = closing + len(found)
        elif found == "\\|":
            current.append(source[start : piece.start()] + "|")
            start = position
    current.append(source[start:])
    rest = "".join(current)
    if rest.strip(grammar.BLANKS) or not cells:
        cells.append(rest)
    if len(cells) > 1 and source.startswith("|"):
        del cells[0]
    elif source.startswith("|") and cells:
        cells = cells[1:]
    return [cell.strip(grammar.BLANKS) for cell in cells] or [""], barred
