"""Blocks of raw HTML, whose content may be Markdown again where an attribute ``markdown`` or an option says so."""

from __future__ import annotations

import re

from foreword.rendering.kramdown.blocks.leaf import html_tag_begins
from foreword.rendering.kramdown.blocks.parser import MAX_DEPTH, BlockParser
from foreword.rendering.kramdown.elements import Element
from foreword.rendering.kramdown.grammar import BLANKS, WHITE
from foreword.rendering.kramdown.tag_names import CONTENT, TEXT_ONLY, VOID, is_known, tag_name
from foreword.rendering.kramdown.tags import (
    CLOSING,
    COMMENT,
    OPENING,
    attributes_html,
    escape_raw_text,
    parse_attributes,
)


def html_block(parser: BlockParser, at: int, children: list[Element]) -> int | None:
    """A comment, or an element that is no span."""
    line = parser.lines[at]
    text = parser.text()
    begin = parser.start_of(at) + len(line) - len(line.lstrip(" "))
    if line.startswith("<!--"):
        return _comment(parser, text, begin, children)
    if html_tag_begins(parser, at) is None:
        return None
    known = len(children)
    position = _element(parser, text, begin, children)
    end = parser.go_on_at(position)
    element = children[known]
    if position < len(text) and (element.data in {"void", "closed"} or element.text in TEXT_ONLY):
        rest = text[position : text.find("\n", position) + 1]
        if not rest.strip(BLANKS):
            # kramdown leaves the line's end here, and takes it for a blank line.
            children.append(Element("blank", rest))
    return end


def _comment(parser: BlockParser, text: str, begin: int, children: list[Element]) -> int | None:
    match = _whole_comment(parser, text, begin)
    if match is None:
        return None
    children.append(Element("comment", match[0]))
    return parser.go_on_at(match.end())


def _whole_comment(parser: BlockParser, text: str, begin: int) -> re.Match[str] | None:
    at = parser.line_of(begin)
    if parser.lacks("-->", at):
        return None
    match = COMMENT.match(text, begin)
    if match is None:
        # The mark may still stand in the line itself, before the comment begins or too near to it.
        parser.note_absent("-->", at + 1)
    return match


def _instruction_end(parser: BlockParser, text: str, begin: int) -> int:
    """Where the processing instruction ends that begins here, or -1."""
    at = parser.line_of(begin)
    if not text.startswith("<?", begin) or parser.lacks("?>", at):
        return -1
    end = text.find("?>", begin)
    if end < 0:
        parser.note_absent("?>", at + 1)
        return -1
    return end + 2


def _content_model(parser: BlockParser, name: str, attributes: dict[str, str], *, within_raw: bool) -> str:
    """How the content of the element is read: "block", "span" or "raw"."""
    default = CONTENT.get(name, "raw")
    wish = attributes.pop("markdown", None)
    if wish == "1":
        return default
    if wish in {"block", "span"}:
        return wish
    return default if parser.state.parse_block_html and wish != "0" and not within_raw else "raw"


def _element(
    parser: BlockParser, text: str, begin: int, children: list[Element], *, within_raw: bool = False
) -> int:
    """Reads the element that opens at ``begin``; where to go on."""
    match = OPENING.match(text, begin)
    assert match is not None
    parser.html_depth += 1
    end = _inside(parser, text, match, children, within_raw=within_raw)
    parser.html_depth -= 1
    return end


def _inside(
    parser: BlockParser, text: str, match: re.Match[str], children: list[Element], *, within_raw: bool
) -> int:
    name = tag_name(match[1])
    attributes = parse_attributes(match[2], small=is_known(name))
    model = _content_model(parser, name, attributes, within_raw=within_raw)
    element = Element("html", name, own=attributes, data=model)
    children.append(element)
    position = match.end()
    if name in TEXT_ONLY:
        return _text_only(parser, text, position, element)
    if match[3] or name in VOID:
        if name in VOID or model == "raw":
            element.data = "closed" if match[3] and name not in VOID else "void"
        return position
    if model == "block":
        return _blocks(parser, position, element)
    if model == "span":
        return _spans(parser, text, position, element)
    return _raw(parser, text, position, element)


def _text_only(parser: BlockParser, text: str, position: int, element: Element) -> int:
    key = f"</{element.text}"
    at = parser.line_of(position)
    closing = None
    if not parser.lacks(key, at):
        closing = re.compile(rf"</{element.text}{WHITE}*>", re.IGNORECASE).search(text, position)
    end = closing.start() if closing else len(text)
    element.children.append(Element("raw", text[position:end]))
    if closing is None:
        parser.look(len(parser.lines) + 1)
        parser.absent.setdefault(key, at + 1)
        return len(text)
    return closing.end()


def _blocks(parser: BlockParser, position: int, element: Element) -> int:
    if parser.depth + parser.html_depth >= MAX_DEPTH:
        return position
    at = parser.go_on_at(position)
    parser.open_tags.append(element.text.lower())
    at = parser.run(at, element.children)
    parser.open_tags.pop()
    if at >= len(parser.lines):
        parser.look(len(parser.lines) + 1)
        return len(parser.text())
    closing = CLOSING.search(parser.text(), parser.start_of(at))
    assert closing is not None
    return closing.end()


def _spans(parser: BlockParser, text: str, position: int, element: Element) -> int:
    closing = re.compile(rf"(?=</{re.escape(element.text)}{WHITE}*>)", re.IGNORECASE).search(text, position)
    end = closing.start() if closing else len(text)
    element.children.append(Element("spans", text[position:end]))
    if closing is None:
        parser.look(len(parser.lines) + 1)
        return end
    match = CLOSING.match(text, end)
    return match.end() if match else end


def _raw(parser: BlockParser, text: str, position: int, element: Element) -> int:
    """Raw content: tags are written anew and closed, the rest stays as it is."""
    pieces: list[str] = []
    open_names = [element.text]

    def flush() -> None:
        if pieces:
            element.children.append(Element("raw", "".join(pieces)))
            pieces.clear()

    while True:
        start = text.find("<", position)
        if start < 0:
            pieces.append(escape_raw_text(text[position:]))
            parser.look(len(parser.lines) + 1)
            pieces.extend(f"</{name}>" for name in reversed(open_names[1:]))
            flush()
            return len(text)
        if start > position:
            pieces.append(escape_raw_text(text[position:start]))
        if text.startswith("<!--", start):
            comment = _whole_comment(parser, text, start)
            if comment is not None:
                pieces.append(comment[0])
                position = comment.end()
                continue
        instruction_end = _instruction_end(parser, text, start)
        if instruction_end >= 0:
            pieces.append(text[start:instruction_end])
            position = instruction_end
            continue
        opening = OPENING.match(text, start)
        if opening is not None:
            position = _raw_opening(parser, text, opening, pieces, open_names, element)
            continue
        closing = CLOSING.match(text, start)
        if closing is not None and tag_name(closing[1]) == open_names[-1]:
            open_names.pop()
            position = closing.end()
            if not open_names:
                flush()
                return position
            pieces.append(f"</{tag_name(closing[1])}>")
            continue
        if closing is not None:
            pieces.append(escape_raw_text(closing[0]))
            position = closing.end()
            continue
        pieces.append("&lt;")
        position = start + 1


def _raw_opening(
    parser: BlockParser,
    text: str,
    opening: re.Match[str],
    pieces: list[str],
    open_names: list[str],
    element: Element,
) -> int:
    name = tag_name(opening[1])
    attributes = parse_attributes(opening[2], small=is_known(name))
    if parser.depth + parser.html_depth < MAX_DEPTH and ("markdown" in attributes or name in TEXT_ONLY):
        if pieces:
            element.children.append(Element("raw", "".join(pieces)))
            pieces.clear()
        return _element(parser, text, opening.start(), element.children, within_raw=True)
    pieces.append(f"<{name}{attributes_html(attributes)}")
    if name in VOID or opening[3]:
        pieces.append(" />")
    else:
        pieces.append(">")
        open_names.append(name)
    return opening.end()
