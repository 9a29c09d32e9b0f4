"""Addresses of links as generators that are not markdown-it write them."""

from __future__ import annotations

from markdown_it import MarkdownIt
from mdurl import encode


def all_addresses(md: MarkdownIt, *, punycode: bool = False) -> None:
    """Accepts every scheme, as CommonMark does, and shows addresses as they are written.

    Without ``punycode`` a host's own letters are percent-encoded like a path's.
    """
    vars(md).update(validateLink=lambda _url: True, normalizeLinkText=lambda url: url)
    if not punycode:
        vars(md).update(normalizeLink=encode)
