"""Formulas in a rendered article as MathML, so that the page shows them offline. The published HTML keeps its TeX."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape, unescape

_LONGEST = 4000
"""Characters of a formula; a longer one stays as it is written."""
_PARTS = re.compile(
    r"(?P<code><(pre|code|script|style|textarea|math)\b.*?</\2\s*>)|(?P<tag><[^>]*>)"
    r"|\\\((?P<inline>.+?)\\\)|\\\[(?P<block>.+?)\\\]",
    re.DOTALL | re.IGNORECASE,
)


def with_mathml(html: str) -> str:
    r"""The HTML with every ``\( \)`` and ``\[ \]`` outside of code turned into MathML; what is no TeX stays as it is.

    These are the marks that kramdown writes for MathJax (its documentation, "Math Blocks").
    """
    if "\\(" not in html and "\\[" not in html:
        return html
    return _PARTS.sub(_converted, html)


def _converted(match: re.Match[str]) -> str:
    display = match["block"] is not None
    tex = match["block"] or match["inline"]
    if tex is None or "<" in tex or len(tex) > _LONGEST:
        return match[0]
    made = mathml(unescape(tex).strip(), display=display)
    return match[0] if made is None else made


@lru_cache(maxsize=2048)
def mathml(tex: str, *, display: bool) -> str | None:
    """A formula in TeX as a ``math`` element; None where it cannot be read."""
    from latex2mathml.converter import convert  # half a second that only posts with formulas pay

    try:
        made = convert(
            tex.replace("<", r"\lt ").replace(">", r"\gt "), display="block" if display else "inline"
        )
    except Exception:  # noqa: BLE001  the library's errors have no base of their own
        return None
    title = escape(tex, quote=True)
    return made.replace("<math ", f'<math title="{title}" ', 1)
