"""Filters on text."""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Callable, Mapping
from typing import cast

from foreword.rendering.templates.ruby import inspect, is_list, to_s
from foreword.rendering.templates.run import Run

_BLANKS = " \t\n\v\f\r\0"
_ENTITY = re.compile(r"[\"'<>]|&(?!(?:[a-zA-Z]+|#\d+);)")
_LINE_END = re.compile(r"\r?\n")
_REMOVED_ELEMENTS = (("<script", "</script>"), ("<!--", "-->"), ("<style", "</style>"))
_QUOTED = {'"': "&quot;", "'": "&#39;", "<": "&lt;", ">": "&gt;", "&": "&amp;"}


def string(value: object) -> str:
    """The value as a text filter sees it: a list is inspected, not joined."""
    return inspect(value) if is_list(value) else to_s(value)


def only_text(value: object) -> str:
    """The value, for a filter that Jekyll lets fail for anything but text. Raises TypeError."""
    if not isinstance(value, str):
        raise TypeError("this filter works on text only")
    return value


def integer(value: object) -> int:
    """A whole number given as an argument. Raises ValueError."""
    if isinstance(value, bool) or value is None:
        raise ValueError("invalid integer")
    if isinstance(value, int | float):
        return int(value)
    if not re.fullmatch(r"\s*[-+]?\d{1,9}\s*", to_s(value)):
        raise ValueError("invalid integer")
    return int(to_s(value))


def _append(_: Run, value: object, other: object) -> str:
    return string(value) + string(other)


def _prepend(_: Run, value: object, other: object) -> str:
    return string(other) + string(value)


def _replace(run: Run, value: object, old: object, new: object = "") -> str:
    text, wanted, other = string(value), string(old), string(new)
    count = text.count(wanted) if wanted else len(text) + 1
    run.budget.text(len(text) + count * max(len(other) - len(wanted), 0))
    return text.replace(wanted, other)


def _replace_first(_: Run, value: object, old: object, new: object = "") -> str:
    return string(value).replace(string(old), string(new), 1)


def _replace_last(_: Run, value: object, old: object, new: object) -> str:
    before, found, after = string(value).rpartition(string(old)) if string(old) else (string(value), "", "")
    return before + (string(new) if found else "") + after


def _remove(_: Run, value: object, old: object) -> str:
    return string(value).replace(string(old), "") if string(old) else string(value)


def _remove_first(_: Run, value: object, old: object) -> str:
    return string(value).replace(string(old), "", 1)


def _remove_last(run: Run, value: object, old: object) -> str:
    return _replace_last(run, value, old, "")


def _split(run: Run, value: object, separator: object) -> list[str]:
    text, by = string(value), string(separator)
    run.budget.items(len(text) if not by else text.count(by) + 1)
    if by == " ":
        return text.strip(_BLANKS).split() if text.strip(_BLANKS) else []
    parts = list(text) if not by else text.split(by)
    while parts and not parts[-1]:
        parts.pop()
    return parts


def _slice(_: Run, value: object, offset: object, length: object = None) -> object:
    start, count = integer(offset), 1 if length is None else integer(length)
    source = value if is_list(value) else string(value)
    sequence = cast("list[object] | str", source)
    if start < 0:
        start += len(sequence)
    if not 0 <= start <= len(sequence) or count < 0:
        return [] if is_list(value) else ""
    return sequence[start : start + count]


def _truncate(_: Run, value: object, length: object = 50, ellipsis: object = "...") -> object:
    text, end = string(value), string(ellipsis)
    if value is None:
        return None
    if len(text) <= integer(length):
        return text
    return text[: max(integer(length) - len(end), 0)] + end


def _truncatewords(_: Run, value: object, count: object = 15, ellipsis: object = "...") -> object:
    if value is None:
        return None
    text, most = string(value), max(integer(count), 1)
    words = text.split(None, most)
    whole = len(words) < most or (len(words) == most and not text[-1:].isspace())
    return text if whole else " ".join(words[:most]) + string(ellipsis)


def _capitalize(_: Run, value: object) -> str:
    return string(value).capitalize()


def _escape(_: Run, value: object) -> object:
    return None if value is None else html.escape(string(value)).replace("&#x27;", "&#39;")


def _escape_once(_: Run, value: object) -> str:
    return _ENTITY.sub(lambda match: _QUOTED[match.group()], string(value))


def xml_escape(_: Run, value: object) -> str:
    """Escapes for an attribute."""
    return html.escape(string(value)).replace("&#x27;", "&apos;")


def _strip_html(_: Run, value: object) -> str:
    text = string(value)
    for opening, closing in _REMOVED_ELEMENTS:
        text = _without(text, opening, closing)
    return _without(text, "<", ">")


def _without(text: str, opening: str, closing: str) -> str:
    kept: list[str] = []
    at = 0
    while (start := text.find(opening, at)) >= 0:
        end = text.find(closing, start + len(opening))
        if end < 0:
            break
        kept.append(text[at:start])
        at = end + len(closing)
    return "".join(kept) + text[at:]


def _newline_to_br(_: Run, value: object) -> str:
    return _LINE_END.sub("<br />\n", string(value))


def _strip_newlines(_: Run, value: object) -> str:
    return _LINE_END.sub("", string(value))


def _default(_: Run, value: object, other: object = "", *, allow_false: object = False) -> object:
    missing = value is None or value in ("", [], {}, ()) or (value is False and allow_false is not True)
    return other if missing and not (isinstance(value, int | float) and value is not False) else value


def _encode(_: Run, value: object) -> str:
    return base64.b64encode(string(value).encode("utf-8", "surrogatepass")).decode("ascii")


def _encode_url(_: Run, value: object) -> str:
    return base64.urlsafe_b64encode(string(value).encode("utf-8", "surrogatepass")).decode("ascii")


def _decode(_: Run, value: object) -> str:
    try:
        data = base64.b64decode(string(value).translate({ord("-"): "+", ord("_"): "/"}), validate=True)
    except binascii.Error as error:
        raise ValueError("invalid base64 text") from error
    return data.decode("utf-8", "replace")


FILTERS: Mapping[str, Callable[..., object]] = {
    "append": _append,
    "prepend": _prepend,
    "replace": _replace,
    "replace_first": _replace_first,
    "replace_last": _replace_last,
    "remove": _remove,
    "remove_first": _remove_first,
    "remove_last": _remove_last,
    "split": _split,
    "slice": _slice,
    "truncate": _truncate,
    "truncatewords": _truncatewords,
    "capitalize": _capitalize,
    "upcase": lambda _, value: string(value).upper(),
    "downcase": lambda _, value: string(value).lower(),
    "strip": lambda _, value: string(value).strip(_BLANKS),
    "lstrip": lambda _, value: string(value).lstrip(_BLANKS),
    "rstrip": lambda _, value: string(value).rstrip(_BLANKS),
    "escape": _escape,
    "h": _escape,
    "escape_once": _escape_once,
    "xml_escape": xml_escape,
    "strip_html": _strip_html,
    "newline_to_br": _newline_to_br,
    "strip_newlines": _strip_newlines,
    "default": _default,
    "base64_encode": _encode,
    "base64_url_safe_encode": _encode_url,
    "base64_decode": _decode,
    "base64_url_safe_decode": _decode,
}
