"""Formulas in a rendered article as MathML, so that the page shows them offline. The published HTML keeps its TeX."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape, unescape

_LONGEST = 4000
"""Characters of a formula; a longer one stays as it is written."""
_MARKS = re.compile(r"<(?:(?P<code>pre|code|script|style|textarea|math)\b)?|\\[(\[]", re.IGNORECASE)
_ENDS = {"\\(": "\\)", "\\[": "\\]"}


def with_mathml(html: str) -> str:
    r"""The HTML with every ``\( \)`` and ``\[ \]`` outside of code turned into MathML; what is no TeX stays as it is.

    These are the marks that kramdown writes for MathJax (its documentation, "Math Blocks").
    """
    if "\\(" not in html and "\\[" not in html:
        return html
    parts: list[str] = []
    done = at = 0
    absent: set[str] = set()
    ends: dict[str, int] = {}
    while match := _MARKS.search(html, at):
        start, at = match.span()
        if match[0].startswith("<"):
            at = _after_tag(html, match, absent)
            continue
        mark = match[0]
        if mark not in ends or 0 <= ends[mark] <= at:
            ends[mark] = html.find(_ENDS[mark], at + 1)
        end = ends[mark]
        made = _converted(html[at:end], display=mark == "\\[") if 0 < end - at <= _LONGEST else None
        if made is not None:
            parts += (html[done:start], made)
            done = at = end + 2
    return "".join((*parts, html[done:]))


def _after_tag(html: str, match: re.Match[str], absent: set[str]) -> int:
    """Where to look on behind a tag, or behind an element whose text is no formula. ``absent``: ends that do not occur
    any more, so that they are not looked for again."""
    name = (match["code"] or "").lower()
    if name and name not in absent:
        end = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(html, match.end())
        if end is not None:
            return end.end()
        absent.add(name)
    if ">" not in absent:
        end_of_tag = html.find(">", match.end())
        if end_of_tag >= 0:
            return end_of_tag + 1
        absent.add(">")
    return match.end()


def _converted(tex: str, *, display: bool) -> str | None:
    return None if "<" in tex else mathml(unescape(tex).strip(), display=display)


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
