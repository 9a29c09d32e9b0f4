"""Addresses in the one spelling that Ruby's Addressable gives them."""

from __future__ import annotations

import re
from urllib.parse import quote

_PERCENT = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = "-._~"


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
