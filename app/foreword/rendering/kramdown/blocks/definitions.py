"""What is defined for the whole post: link targets, footnotes, abbreviations, attribute lists; and the extensions."""

from __future__ import annotations

import re

from foreword.rendering.dialect import Definition
from foreword.rendering.kramdown import grammar
from foreword.rendering.kramdown.attributes import AttributeList, parse_attribute_list
from foreword.rendering.kramdown.blocks.parser import BlockParser
from foreword.rendering.kramdown.elements import Abbreviation, Element, Footnote, LinkTarget, link_label


def _following_list(parser: BlockParser, at: int) -> tuple[AttributeList | None, int]:
    """The attribute lists on the lines from ``at`` on."""
    listed: AttributeList | None = None
    while at < len(parser.lines):
        found = parser.attribute_list(at)
        if found is None:
            break
        listed = found[0] if listed is None else listed.joined(found[0])
        at = found[1]
    parser.look(at + 1)
    return listed, at


def link_definition(parser: BlockParser, at: int, children: list[Element]) -> int | None:
    """``[label]: url "title"``; the title may stand on the next line."""
    match = grammar.LINK.match(parser.lines[at])
    if match is None:
        return None
    url = match[2] if match[2] is not None else match[3]
    title = match[5]
    end = at + 1
    parser.look(end + 1)
    if title is None and end < len(parser.lines):
        below = grammar.LINK_TITLE.match(parser.lines[end])
        if below is not None:
            title = below[2]
            end += 1
    listed, end = _following_list(parser, end)
    target = LinkTarget(url, title, listed)
    parser.state.definitions.append(Definition("link", link_label(match[1]), target))
    children.append(Element("end", data="definition"))
    return end


def abbreviation_definition(parser: BlockParser, at: int, children: list[Element]) -> int | None:
    """``*[HTML]: Hyper Text Markup Language``."""
    match = grammar.ABBREVIATION.match(parser.lines[at])
    if match is None:
        return None
    listed, end = _following_list(parser, at + 1)
    value = Abbreviation(match[2].strip(grammar.BLANKS), listed)
    parser.state.definitions.append(Definition("abbreviation", match[1], value))
    children.append(Element("end", data="definition"))
    return end


def attribute_definition(parser: BlockParser, at: int, children: list[Element]) -> int | None:
    """``{:name: .class key="value"}``. Lists of one name add up, so each is defined under its own label."""
    found = parser.list_definition(at)
    if found is None:
        return None
    name, source, end = found
    parser.state.definitions.append(
        Definition("attributes", f"{name} {source}", parse_attribute_list(source))
    )
    children.append(Element("end", data="definition"))
    return end


def footnote_definition(parser: BlockParser, at: int, children: list[Element]) -> int | None:
    """``[^label]: text`` with its indented and lazily continued lines."""
    lines, count = parser.lines, len(parser.lines)
    match = grammar.FOOTNOTE.match(lines[at])
    if match is None:
        return None
    source = [_unindented(match[2])]
    end = at + 1
    kept = end
    while end < count:
        line = lines[end]
        if not line.strip(grammar.BLANKS):
            source.append(_unindented(line))
        elif grammar.INDENTED.match(line):
            source.append(_unindented(line))
            kept = end + 1
        elif at + 1 < kept == end and not parser.ends_lazily(end):
            source.append(line)
            kept = end + 1
        else:
            break
        end += 1
    parser.look(end + 1)
    del source[kept - at :]
    listed, after = _following_list(parser, kept)
    inner: list[Element] = []
    parse_html = parser.state.parse_block_html
    parser.nested(list(source), inner)
    value = Footnote(tuple(source), parse_html, tuple(inner), listed)
    parser.state.definitions.append(Definition("footnote", match[1], value))
    children.append(Element("end", data="definition"))
    return after


def _unindented(line: str) -> str:
    indented = grammar.INDENTED.match(line)
    return line if indented is None else line[indented.end() :]


def extension(parser: BlockParser, at: int, children: list[Element]) -> int | None:
    """``{::comment}``, ``{::nomarkdown}`` and ``{::options}``."""
    line = parser.lines[at]
    match = grammar.EXTENSION.match(line)
    if match is None:
        return None
    name, source, alone = match[1], match[2] or "", bool(match[3])
    text = parser.text()
    start = parser.start_of(at) + match.end()
    body = ""
    if line[match.end() :].strip(grammar.BLANKS):
        return None
    if alone:
        end = at + 1
    else:
        key = f"{{:/{name}}}"
        closing = None
        if not parser.lacks(key, at):
            closing = re.compile(rf"^ {{0,3}}\{{:/(?:{name})?\}}[ \t\r\f\v]*$", re.MULTILINE).search(
                text, start
            )
            if closing is None:
                parser.note_absent(key, at)
        if closing is None:
            return None
        body = text[start : closing.start()]
        end = parser.line_of(closing.start()) + 1
    _extend(parser, name, source, body, alone, children)
    return end


def _extend(
    parser: BlockParser, name: str, source: str, body: str, alone: bool, children: list[Element]
) -> None:
    listed = parse_attribute_list(source)
    if name == "options":
        for key, value in listed.attributes:
            parser.state.definitions.append(Definition("option", key, value))
            if key == "parse_block_html":
                parser.state.parse_block_html = value == "true"
        children.append(Element("end", data="definition"))
    elif alone:
        children.append(Element("end", data="definition"))
    elif name == "comment":
        children.append(Element("comment", f"<!-- {body.strip(grammar.BLANKS)} -->"))
    else:
        kind = listed.value("type")
        children.append(Element("raw", body.lstrip(grammar.BLANKS) if kind in {None, "", "html"} else ""))
