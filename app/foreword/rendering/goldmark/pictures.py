"""Pictures that stand alone in a paragraph, where a site wants no paragraph around them (asked of Hugo 0.168)."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token


def free_lone_pictures(tokens: Sequence[Token]) -> None:
    """Hides the paragraph around a lone picture, which gets the paragraph's attributes."""
    for paragraph, inline, end in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if paragraph.type != "paragraph_open" or not inline.children:
            continue
        shown = [token for token in inline.children if token.type != "text" or token.content]
        if len(shown) == 1 and shown[0].type == "image":
            shown[0].attrs = {**shown[0].attrs, **paragraph.attrs}
            paragraph.hidden = end.hidden = True
