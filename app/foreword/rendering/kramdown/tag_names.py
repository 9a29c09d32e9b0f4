"""HTML's elements as kramdown sees them: which are spans, which have no body, what their content is by default.

Source: https://kramdown.gettalong.org/syntax.html#html-blocks, and what kramdown does with each.
"""

from __future__ import annotations

from collections.abc import Mapping


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


SPAN_TAGS = _words(
    """
    a abbr acronym b big bdo br button cite code del dfn em i img input ins kbd label mark option q
    rb rbc rp rt rtc ruby samp select small span strong sub sup tt u var
    """
)
VOID = frozenset(
    _words("area base br col command embed hr img input keygen link meta param source track wbr")
)
_BLOCK_CONTENT = _words(
    """
    address applet article aside blockquote body dd details div dl fieldset figure figcaption footer
    form header hgroup iframe li main map menu nav noscript object section summary td
    """
)
_SPAN_CONTENT = _words(
    """
    a abbr acronym b bdo big button cite caption del dfn dt em h1 h2 h3 h4 h5 h6 i ins label legend
    optgroup p q rb rbc rp rt rtc ruby select small span strong sub sup th tt
    """
)
_RAW_CONTENT = _words("script style math option textarea pre code kbd samp var")
CONTENT: Mapping[str, str] = {
    **dict.fromkeys(_BLOCK_CONTENT, "block"),
    **dict.fromkeys(_SPAN_CONTENT, "span"),
    **dict.fromkeys(_RAW_CONTENT, "raw"),
}
TEXT_ONLY = frozenset({"script", "style"})
NEVER_WITHIN_A_LINE = frozenset(
    _words(
        """
        address applet article aside blockquote body caption col colgroup dd div dl dt fieldset
        figcaption footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe legend li main map
        menu nav ol optgroup p pre section summary table tbody td tfoot th thead tr ul
        """
    )
)
_SPAN_SET = frozenset(SPAN_TAGS)
_KNOWN = (
    frozenset(
        _words(
            """
            applet area base col colgroup command embed figure head html link meta noscript object
            param script source style textarea track wbr math details
            """
        )
    )
    | NEVER_WITHIN_A_LINE
    | _SPAN_SET
    | VOID
)


def is_span(name: str) -> bool:
    """Whether the element stands within a line of text."""
    return name.lower() in _SPAN_SET


def is_known(name: str) -> bool:
    """Whether the element is one whose name is written in small letters."""
    return name in _KNOWN


def tag_name(name: str) -> str:
    """The name as it is written: HTML's own elements small, others as they are."""
    small = name.lower()
    return small if small in _KNOWN else name
