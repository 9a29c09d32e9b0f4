"""Tags, their attributes, and what has to be escaped in HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping

TAG_NAME = r"(?:[^\W\d][\w.-]*(?::[^\W\d][\w.-]*)?)"
_SPACE = r"[ \t\n\r\f\v]"
_ATTRIBUTE = rf"{TAG_NAME}(?:{_SPACE}*={_SPACE}*(?:\w+|\"[^\"]*\"|'[^']*'))?"
OPENING = re.compile(rf"<({TAG_NAME})((?:{_SPACE}+{_ATTRIBUTE})*+){_SPACE}*(/)?>")
_OPENING_SO_FAR = re.compile(
    rf"<{TAG_NAME}(?:{_SPACE}+{_ATTRIBUTE})*+{_SPACE}*/?(?P<value>=?{_SPACE}*[\"'])?"
)
CLOSING = re.compile(rf"</({TAG_NAME}){_SPACE}*>")
ATTRIBUTE = re.compile(rf"({TAG_NAME})(?:{_SPACE}*={_SPACE}*(?:(\w+)|\"([^\"]*)\"|'([^']*)'))?")
COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
ENTITY = re.compile(r"&(?:([A-Za-z][\w:]*)|#([0-9]+)|#x([0-9a-fA-F]+));")


def looked_at(text: str, begin: int) -> int:
    """How far a text was looked at that opens no tag at ``begin``."""
    match = _OPENING_SO_FAR.match(text, begin)
    if match is None:
        return begin + 1
    return len(text) if match["value"] else match.end()


def parse_attributes(source: str, *, small: bool) -> dict[str, str]:
    """The attributes of a tag in their order; one without a value is empty, the last of one name counts."""
    found: dict[str, str] = {}
    for match in ATTRIBUTE.finditer(source):
        name = match[1].lower() if small else match[1]
        value = match[2] or match[3] or match[4] or ""
        found[name] = value
    return found


_ATTRIBUTE_ESCAPES = re.compile(r"[<>\"]|&(?!(?:[A-Za-z][\w:]*|#[0-9]+|#x[0-9a-fA-F]+);)")
_TEXT_ESCAPES = re.compile(r"[<>]|&(?!(?:[A-Za-z][\w:]*|#[0-9]+|#x[0-9a-fA-F]+);)")
_NAMES = {"<": "&lt;", ">": "&gt;", '"': "&quot;", "&": "&amp;"}


def escape_attribute(value: str) -> str:
    """The value between quotes; entities in it stay."""
    return _ATTRIBUTE_ESCAPES.sub(lambda match: _NAMES[match[0]], value)


def escape_text(text: str) -> str:
    """Text whose every character means itself."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text


def escape_raw_text(text: str) -> str:
    """Text of raw HTML: entities in it stay."""
    return _TEXT_ESCAPES.sub(lambda match: _NAMES[match[0]], text)


def attributes_html(attributes: Mapping[str, str] | None) -> str:
    """The attributes as they stand in a start tag, each after a blank."""
    if not attributes:
        return ""
    return "".join(
        f' {name}="{escape_attribute(value)}"'
        for name, value in attributes.items()
        if not (name == "id" and not value.strip())
    )
