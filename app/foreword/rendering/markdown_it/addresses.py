"""Addresses of links as generators that are not markdown-it write them."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

_NOT_PLAIN = re.compile(r"%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9;/?:@&=+$,\-_.!~*'()#%]")


def all_addresses(md: MarkdownIt, *, punycode: bool = False) -> None:
    """Accepts every scheme, as CommonMark does, and shows addresses as they are written.

    Without ``punycode`` a host's own letters are percent-encoded like a path's.
    """
    vars(md).update(validateLink=lambda _url: True, normalizeLinkText=lambda url: url)
    if not punycode:
        vars(md).update(normalizeLink=percent_encoded)


def percent_encoded(address: str) -> str:
    """The address with what RFC 3986 does not allow in it as percent signs and UTF-8; such signs in it stay."""
    return _NOT_PLAIN.sub(lambda found: "".join(f"%{byte:02X}" for byte in _bytes(found[0])), address)


def _bytes(character: str) -> bytes:
    """UTF-8; half of a character becomes U+FFFD."""
    return ("\ufffd" if "\ud800" <= character <= "\udfff" else character).encode()
