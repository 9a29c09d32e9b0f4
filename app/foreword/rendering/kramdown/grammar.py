"""The patterns by which kramdown tells lines apart, all for lines without their endings.

Source: https://kramdown.gettalong.org/syntax.html, and what kramdown does with inputs.
"""

from __future__ import annotations

import re

from foreword.rendering.kramdown.attributes import ANY, NAME
from foreword.rendering.kramdown.tag_names import SPAN_TAGS
from foreword.rendering.kramdown.tags import TAG_NAME

BLANKS = " \t\n\r\f\v"
WHITE = r"[ \t\n\r\f\v]"
SOLID = r"[^ \t\n\r\f\v]"

_SPANS = rf"(?:{'|'.join(SPAN_TAGS)}|script)\b"

BLANK = re.compile(rf"{WHITE}*\Z")
INDENTED = re.compile(r"\t| {4}")
RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})\Z")
ATX_GFM = re.compile(r"(#{1,6})[ \t]+([^ \t].*)\Z")
ATX = re.compile(r"(#{1,6})([^ \t#].*|[ \t].*)\Z")
SETEXT = re.compile(rf"[=-]+{WHITE}*\Z")
HEADER_ID = re.compile(r"\{#([^\W\d][\w:.-]*)\}\Z")
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
FENCE_NATIVE = re.compile(r"(~{3,})")
SOLID_TO_END = re.compile(rf"{SOLID}*\Z")
QUOTE = re.compile(r" {0,3}> ?")
BULLET = re.compile(r"( {0,3}[+*-])([\t| ].*)\Z", re.DOTALL)
NUMBER = re.compile(r"( {0,3}[0-9]+\.)([\t| ].*)\Z", re.DOTALL)
LIST_ITEM = re.compile(r" {0,3}(?:[+*-]|[0-9]+\.)[\t| ]")
DEFINITION = re.compile(r"( {0,3}:)([\t| ].*)\Z", re.DOTALL)
END_MARK = re.compile(rf"\^{WHITE}*\Z")
LIST_OF_BLOCK = re.compile(rf" {{0,3}}\{{:(?!:|/)({ANY}+)\}}{WHITE}*\Z")
LIST_DEFINITION = re.compile(rf" {{0,3}}\{{:({NAME}):({ANY}+)\}}{WHITE}*\Z")
LIST_OF_ITEM = re.compile(rf"{WHITE}*\{{:(?!(?:{NAME})?:|/)({ANY}+)\}}{WHITE}*")
# kramdown knows spans here by small letters only: a line that <B> begins ends a list item.
HTML_OPENING = re.compile(rf" {{0,3}}<(?!{_SPANS}){TAG_NAME}")
HTML_CLOSING = re.compile(rf" {{0,3}}</(?!{_SPANS}){TAG_NAME}{WHITE}*>")
ANY_CLOSING = re.compile(rf" {{0,3}}</({TAG_NAME}){WHITE}*>")
FOOTNOTE = re.compile(rf" {{0,3}}\[\^({NAME})\]:{WHITE}*?(.*)\Z", re.DOTALL)
LINK = re.compile(
    r" {0,3}\[([^\n\]]+)\]:[ \t]*(?:<(.*?)>|([^ \t\r\f\v](?:(?![ \t][\"']).)*?))(?:[ \t]+([\"'])(.*?)\4)?[ \t]*\Z"
)
LINK_TITLE = re.compile(r"[ \t]*([\"'])(.+?)\1[ \t]*\Z")
ABBREVIATION = re.compile(r" {0,3}\*\[(.+?)\]:(.*)\Z")
MATH = re.compile(r" {0,3}(\\?)\$\$")
EXTENSION = re.compile(rf" {{0,3}}\{{::(comment|nomarkdown|options)(?:{WHITE}({ANY}*?)|)(/)?\}}")


def is_blank(line: str) -> bool:
    """Whether the line holds nothing but ASCII white space (a no-break space is text)."""
    return not line.strip(BLANKS)
