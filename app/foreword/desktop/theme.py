"""Colours by role, from one palette file, for widgets, editor and preview alike."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields

from PySide6.QtGui import QColor, QPalette

from foreword.resources import resource_text


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours, each ``#RRGGBB``; ``dark`` tells which."""

    dark: bool
    window: str
    panel: str
    paper: str
    ink: str
    soft_ink: str
    hairline: str
    control: str
    marks: str
    accent: str
    accent_ink: str
    accent_background: str
    draft: str
    draft_background: str
    published: str
    published_background: str
    scheduled: str
    scheduled_background: str
    problem: str
    problem_background: str
    code: str
    code_background: str

    def roles(self) -> dict[str, str]:
        """The colours by role name."""
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name != "dark"}


def load_theme(*, dark: bool) -> Theme:
    """The light or the dark theme of the palette file."""
    palette = tomllib.loads(resource_text("themes", "foreword.toml"))
    return Theme(dark=dark, **palette["dark" if dark else "light"])


def qt_palette(theme: Theme) -> QPalette:
    """The theme as Qt's own palette, for everything the style sheet does not reach."""
    palette = QPalette()
    role = QPalette.ColorRole
    for target, colour in {
        role.Window: theme.window,
        role.WindowText: theme.ink,
        role.Base: theme.paper,
        role.AlternateBase: theme.panel,
        role.Text: theme.ink,
        role.PlaceholderText: theme.soft_ink,
        role.Button: theme.panel,
        role.ButtonText: theme.ink,
        role.BrightText: theme.problem,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.accent_ink,
        role.ToolTipBase: theme.panel,
        role.ToolTipText: theme.ink,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Mid: theme.hairline,
        role.Accent: theme.accent,
    }.items():
        palette.setColor(target, QColor(colour))
    for target in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, QColor(theme.soft_ink))
    return palette


def style_sheet(theme: Theme) -> str:
    """The widgets' style sheet: the template of the resources with the theme's colours filled in."""
    text = resource_text("themes", "widgets.qss")
    for role, colour in sorted(theme.roles().items(), key=lambda item: -len(item[0])):
        text = text.replace(f"@{role}", colour)
    return text
