"""Recognises paragraphs in which Python-Markdown finds nothing to do, most of a post's text, and writes them itself."""

from __future__ import annotations

import re

# Lines that begin with a letter and hold no character with a meaning; every other character beyond ASCII is a letter
# to the library.
_LETTER = r"(?:[A-Za-z]|[^\x00-\x7f\s])"
_PLAIN = re.compile(
    rf"{_LETTER}(?:[A-Za-z0-9,;?()'\".!:/%@+=-]|[^\x00-\x7f\s]| (?! |$)|\n(?={_LETTER}))*\n*\Z", re.MULTILINE
)


def plain_paragraph(text: str) -> str | None:
    """The HTML of a text that is one paragraph without any markup, or None."""
    if _PLAIN.match(text) is None:
        return None
    return f"<p>{text.rstrip(chr(10))}</p>\n"
