"""Whether the HTML of a block closes what it opens. What it leaves open takes in the blocks that follow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product

from foreword.rendering.live.open_elements import ENDS_PARAGRAPH, UNFINISHED, OpenElements

_TAG = re.compile(r"<(?:!--|(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*)(?P<close>>?)|[!?/])")
_ATTRIBUTE = r"[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|(?![\"'])[^\s>]*+)|(?!\s*+=))"
_REST = re.compile(rf"(?:{_ATTRIBUTE})*+[\s/]*+>")
_COMMENT_END = re.compile(r"--!?>")
_FIRST_TAG = re.compile(r"\s*+<(?:(?>!--.*?-->)\s*+<)*+([a-zA-Z][^\s/>]*)", re.DOTALL)
_VOID = frozenset(
    [
        "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "image", "img", "input", "keygen",
        "link", "meta", "param", "source", "track", "wbr",
    ]
)  # fmt: skip
# Within an article a browser passes over their tags.
_IGNORED = frozenset(["html", "head", "body", "frameset"])
_RAW_TEXT = frozenset(["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"])
_FOREIGN = frozenset(["svg", "math"])


@dataclass(frozen=True, slots=True)
class Balance:
    """What is left of the tags of some HTML when those that belong together are taken away.

    ``left``: in order, ``name`` for an element that stays open, ``/name`` for an end tag whose beginning lies before
    this HTML. ``begins_block``: it begins with an element that closes a paragraph that is still open,
    ``has_block``: there is one somewhere in it. ``has_link``: a link in it closes a link that is still open.
    """

    left: tuple[str, ...] = ()
    begins_block: bool = False
    has_block: bool = False
    has_link: bool = False

    @property
    def even(self) -> bool:
        """Whether the HTML stands for itself."""
        return not self.left


BALANCED = Balance()
_EVEN = {flags: Balance((), *flags) for flags in product((False, True), repeat=3)}


def balance_of(html: str) -> Balance:
    """What the HTML closes without having opened it, and what it leaves open."""
    if "<" not in html:
        return BALANCED
    opened = _Local()
    search, at = _TAG.search, 0
    while match := search(html, at):
        end, name, close = match.groups()
        at = match.end() if close else _end_of_tag(html, match)
        name = name.lower() if name is not None else ""
        if name in _RAW_TEXT and not end and at:
            at = _end_of_raw_text(name, html, at)
        elif end and at:
            opened.end(name)
        elif name and at and (html[at - 2] != "/" or not (name in _FOREIGN or opened.holds(_FOREIGN))):
            opened.start(name)
        if not at:
            # A tag, a script or a comment without an end: a browser reads on in the next block.
            opened.start(UNFINISHED)
            break
    first = _FIRST_TAG.match(html)
    begins_block = first is not None and first[1].lower() in ENDS_PARAGRAPH
    flags = (begins_block, begins_block or opened.has_block, "<a" in html or "<A" in html)
    left = opened.left()
    return Balance(left, *flags) if left else _EVEN[flags]


def _end_of_tag(html: str, match: re.Match[str]) -> int:
    """Where a tag with attributes ends, a comment, or a declaration (with the next ">"); 0 where it does not."""
    if match["name"] is not None:
        rest = _REST.match(html, match.end())
        return rest.end() if rest is not None else 0
    if match[0] != "<!--":
        return html.find(">", match.end()) + 1
    # "<!-->" and "<!--->" are comments.
    found = _COMMENT_END.search(html, match.end() - 2)
    return found.end() if found is not None else 0


def _end_of_raw_text(name: str, html: str, at: int) -> int:
    """Where an element ends in which nothing is a tag; 0 where it does not."""
    end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(html, at)
    return max(html.find(">", end.end()) + 1, end.end()) if end is not None else 0


class _Local:
    """The tags of one piece of HTML. What an end tag without a beginning closes, or a row without a table, only the
    blocks before can tell: what is open in front of it is put aside and no longer closed here."""

    def __init__(self) -> None:
        self.has_block = False
        self._aside: list[str] = []
        self._opened = OpenElements()

    def holds(self, names: frozenset[str]) -> bool:
        return self._opened.holds(names)

    def start(self, name: str) -> None:
        if name in _VOID or name in _IGNORED:
            return
        self.has_block = self.has_block or name in ENDS_PARAGRAPH
        if self._opened.knows_place_of(name):
            self._opened.start(name)
        else:
            self._put_aside(name)

    def end(self, name: str) -> None:
        if name not in _VOID and name not in _IGNORED and not self._opened.end(name):
            self._put_aside(f"/{name}")

    def _put_aside(self, name: str) -> None:
        self._aside += [*self._opened.names, name]
        self._opened = OpenElements()

    def left(self) -> tuple[str, ...]:
        return (*self._aside, *self._opened.names)
