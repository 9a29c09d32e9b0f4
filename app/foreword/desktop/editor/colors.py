"""The colours that the editor asks of a theme, by role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class EditorColors(Protocol):
    """Colours as ``#RRGGBB``; the names are the roles of the palette."""

    @property
    def window(self) -> str:
        """Behind the bars."""

    @property
    def panel(self) -> str:
        """Behind fields and lists."""

    @property
    def paper(self) -> str:
        """Behind the text."""

    @property
    def ink(self) -> str:
        """The text."""

    @property
    def soft_ink(self) -> str:
        """Text of less weight."""

    @property
    def hairline(self) -> str:
        """Thin lines between things."""

    @property
    def marks(self) -> str:
        """Markdown's own marks."""

    @property
    def accent(self) -> str:
        """Links, the cursor, focus."""

    @property
    def accent_background(self) -> str:
        """Selections and the mark of the current line."""

    @property
    def code(self) -> str:
        """Code in the text."""

    @property
    def code_background(self) -> str:
        """Behind code."""

    @property
    def draft(self) -> str:
        """What is a draft; in code, what the language brings with it."""

    @property
    def published(self) -> str:
        """What is published; in code, strings."""

    @property
    def scheduled(self) -> str:
        """What is scheduled; in code, keywords."""

    @property
    def problem(self) -> str:
        """What is wrong."""


@dataclass(frozen=True, slots=True)
class PlainColors:
    """The light palette, for a panel that nobody has given a theme yet."""

    window: str = "#F3F1EC"
    panel: str = "#F8F6F2"
    paper: str = "#FFFEFC"
    ink: str = "#22211E"
    soft_ink: str = "#6A665E"
    hairline: str = "#E3DFD7"
    marks: str = "#8A857B"
    accent: str = "#2F5D8C"
    accent_background: str = "#E3ECF5"
    code: str = "#8A3B12"
    code_background: str = "#F4F1EB"
    draft: str = "#8A5F00"
    published: str = "#2B6E47"
    scheduled: str = "#5A4B9A"
    problem: str = "#9C2B20"


CODE_ROLES = {
    "comment": "soft_ink",
    "keyword": "scheduled",
    "string": "published",
    "number": "code",
    "name": "accent",
    "builtin": "draft",
    "operator": "soft_ink",
    "error": "problem",
}
"""Which role colours which kind of word in code; the same as in the preview's style sheet (a test compares them)."""


def code_color(colors: EditorColors, kind: str) -> str:
    """The colour of a kind of word in code."""
    found: str = getattr(colors, CODE_ROLES[kind])
    return found
