"""Filters on addresses: the site's prefix before them, and escaping."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import quote, quote_plus, unquote_plus

from foreword.rendering.templates.filters.text import only_text, string
from foreword.rendering.templates.ruby import to_s
from foreword.rendering.templates.run import Run

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_PERCENT = re.compile(r"%([0-9A-Fa-f]{2})")
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


def normalized(address: str) -> str:
    """The address as Ruby's Addressable normalises it: lower-case host, no dot segments, one spelling of escapes."""
    found = re.match(
        r"(?:([A-Za-z][\w+.-]*):)?(?://([^/?#]*))?([^?#]*)(\?[^#]*)?(#.*)?\Z", address, re.DOTALL
    )
    if found is None:
        return address
    scheme, host, path, query, fragment = found.groups()
    path = "/".join(_escaped(part, ":@!$&'()*+,;=") for part in _without_dots(path).split("/"))
    if host is not None and not path:
        path = "/"
    return "".join(
        [
            f"{scheme.lower()}:" if scheme else "",
            f"//{host.lower()}" if host is not None else "",
            path,
            "?" + _escaped(query[1:], ":@!$&'()*+,;=/?") if query else "",
            "#" + _escaped(fragment[1:], ":@!$&'()*+,;=/?") if fragment else "",
        ]
    )


def _without_dots(path: str) -> str:
    if "./" not in path and not path.endswith("/.") and not path.endswith("/.."):
        return path
    kept: list[str] = []
    parts = path.split("/")
    for index, part in enumerate(parts):
        last = index == len(parts) - 1
        if part == "..":
            if len(kept) > 1:
                kept.pop()
            if last:
                kept.append("")
        elif part == ".":
            if last:
                kept.append("")
        else:
            kept.append(part)
    return "/".join(kept)


def _escaped(text: str, safe: str) -> str:
    plain = _PERCENT.sub(lambda match: _decoded(match, safe), text)
    pieces = re.split(r"(%[0-9A-Fa-f]{2})", plain)
    return "".join(
        piece.upper() if index % 2 else quote(piece, safe=safe + _UNRESERVED, errors="replace")
        for index, piece in enumerate(pieces)
    )


def _decoded(match: re.Match[str], safe: str) -> str:
    char = chr(int(match[1], 16))
    keep = char.isascii() and (char.isalnum() or char in _UNRESERVED + safe.replace("/", ""))
    return char if keep else match.group()


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
