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


CODE_COLORS = {
    False: {
        "comment": "#6f6a60",
        "keyword": "#7a3e9d",
        "string": "#2b6e47",
        "number": "#8a3b12",
        "name": "#2f5d8c",
        "builtin": "#8a5f00",
        "operator": "#6a665e",
        "error": "#b3261e",
    },
    True: {
        "comment": "#a09a90",
        "keyword": "#d0a6f0",
        "string": "#8ccba3",
        "number": "#e0a27f",
        "name": "#9cc3ee",
        "builtin": "#e3b85c",
        "operator": "#b5b0a6",
        "error": "#f2a19b",
    },
}
"""The colours of code on light and on dark paper; the same as in the preview's style sheet (a test compares them)."""


def is_dark(colors: EditorColors) -> bool:
    """Whether the paper is darker than the ink."""
    return _brightness(colors.paper) < _brightness(colors.ink)


def _brightness(color: str) -> int:
    return sum(int(color[index : index + 2], 16) for index in (1, 3, 5))
