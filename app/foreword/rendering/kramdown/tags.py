"""HTML's elements as kramdown sees them: which are spans, which have no body, what their content is by default."""

from __future__ import annotations

import re
from collections.abc import Mapping

TAG_NAME = r"(?:[A-Za-z_\u00C0-\U0010FFFF][\w\u00B7.-]*(?::[A-Za-z_\u00C0-\U0010FFFF][\w\u00B7.-]*)?)"
_SPACE = r"[ \t\n\r\f\v]"
_ATTRIBUTE = rf"{TAG_NAME}(?:{_SPACE}*={_SPACE}*(?:\w+|\"[^\"]*\"|'[^']*'))?"
OPENING = re.compile(rf"<({TAG_NAME})((?:{_SPACE}+{_ATTRIBUTE})*+){_SPACE}*(/)?>")
CLOSING = re.compile(rf"</({TAG_NAME}){_SPACE}*>")
ATTRIBUTE = re.compile(rf"({TAG_NAME})(?:{_SPACE}*={_SPACE}*(?:(\w+)|\"([^\"]*)\"|'([^']*)'))?")
COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
INSTRUCTION = re.compile(r"<\?(.*?)\?>", re.DOTALL)
ENTITY = re.compile(r"&(?:([A-Za-z][\w:]*)|#(\d+)|#x([0-9a-fA-F]+));")

SPAN_TAGS = tuple(
    """a abbr acronym b big bdo br button cite code del dfn em i img input ins kbd label mark option q rb rbc rp rt
    rtc ruby samp select small span strong sub sup tt u var""".split()
)
VOID = frozenset("area base br col command embed hr img input keygen link meta param source track wbr".split())
_BLOCK_CONTENT = """address applet article aside blockquote body dd details div dl fieldset figure figcaption footer
    form header hgroup iframe li main map menu nav noscript object section summary td""".split()
_SPAN_CONTENT = """a abbr acronym b bdo big button cite caption del dfn dt em h1 h2 h3 h4 h5 h6 i ins label legend
    optgroup p q rb rbc rp rt rtc ruby select small span strong sub sup th tt""".split()
_RAW_CONTENT = "script style math option textarea pre code kbd samp var".split()
CONTENT: Mapping[str, str] = {
    **dict.fromkeys(_BLOCK_CONTENT, "block"),
    **dict.fromkeys(_SPAN_CONTENT, "span"),
    **dict.fromkeys(_RAW_CONTENT, "raw"),
}
TEXT_ONLY = frozenset({"script", "style"})

_SPAN_SET = frozenset(SPAN_TAGS)
_KNOWN = frozenset(
    """address applet area article aside base blockquote body br button caption col colgroup command dd del details div
    dl dt embed fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe img input
    ins keygen legend li link main map math menu meta nav noscript object ol optgroup option p param pre script section
    select source style summary table tbody td textarea tfoot th thead tr track ul wbr""".split()
) | _SPAN_SET


def is_span(name: str) -> bool:
    """Whether the element stands within a line of text."""
    return name.lower() in _SPAN_SET


def is_known(name: str) -> bool:
    """Whether HTML defines the element."""
    return name in _KNOWN


def tag_name(name: str) -> str:
    """HTML's own elements are written small, others as they are."""
    small = name.lower()
    return small if small in _KNOWN else name


def parse_attributes(source: str, *, small: bool) -> dict[str, str]:
    """The attributes of a tag in their order; one without a value is empty."""
    found: dict[str, str] = {}
    for match in ATTRIBUTE.finditer(source):
        name = match[1].lower() if small else match[1]
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(name, value)
    return found


_ATTRIBUTE_ESCAPES = re.compile(r"[<>\"]|&(?!(?:[A-Za-z][\w:]*|#\d+|#x[0-9a-fA-F]+);)")
_TEXT_ESCAPES = re.compile(r"[<>]|&(?!(?:[A-Za-z][\w:]*|#\d+|#x[0-9a-fA-F]+);)")
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
