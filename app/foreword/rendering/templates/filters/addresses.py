"""Filters on addresses: the site's prefix before them, and escaping."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import quote, quote_plus, unquote_plus

from foreword.rendering.templates.filters.text import only_text, string
from foreword.rendering.templates.ruby import to_s
from foreword.rendering.templates.run import Run
from foreword.rendering.templates.uris import normalized

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_UNRESERVED = "-._~"
_RESERVED = ":/?#[]@!$&'()*+,;="


def _relative(run: Run, value: object) -> object:
    if value is None:
        return None
    text = string(value)
    if _SCHEME.match(text):
        return text
    prefix = to_s(run.site.config.get("baseurl"))
    return normalized("".join(_rooted(part) for part in (prefix, text)))


def _absolute(run: Run, value: object) -> object:
    if value is None:
        return None
    text = string(value)
    if _SCHEME.match(text):
        return text
    relative = to_s(_relative(run, text))
    site = to_s(run.site.config.get("url"))
    return normalized(site + relative) if site else relative


def _rooted(part: str) -> str:
    return part if not part or part.startswith("/") else f"/{part}"


def _uri_escape(_: Run, value: object) -> object:
    if value is None:
        return None
    text = only_text(value)
    pieces = re.split(r"((?:%[0-9A-Fa-f]{2})+)", text)
    plain = "".join(
        bytes.fromhex(piece.replace("%", "")).decode("utf-8", "replace") if index % 2 else piece
        for index, piece in enumerate(pieces)
    )
    return quote(plain, safe=_RESERVED + _UNRESERVED, errors="replace")


def _cgi_escape(_: Run, value: object) -> object:
    return quote_plus(only_text(value), errors="replace")


def _url_encode(_: Run, value: object) -> object:
    return None if value is None else quote_plus(string(value), errors="replace")


def _url_decode(_: Run, value: object) -> object:
    return None if value is None else unquote_plus(string(value))


def _strip_index(_: Run, value: object) -> object:
    return None if value is None else re.sub(r"/index\.html?\Z", "/", only_text(value))


FILTERS: Mapping[str, Callable[..., object]] = {
    "relative_url": _relative,
    "absolute_url": _absolute,
    "strip_index": _strip_index,
    "uri_escape": _uri_escape,
    "cgi_escape": _cgi_escape,
    "url_encode": _url_encode,
    "url_decode": _url_decode,
}
