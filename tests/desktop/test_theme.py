"""Both themes keep the contrasts that reading needs (WCAG's relative luminance)."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from foreword.desktop.theme import load_theme, qt_palette, style_sheet

TEXT = [
    ("ink", "paper", 7.0),
    ("ink", "panel", 7.0),
    ("ink", "window", 7.0),
    ("soft_ink", "paper", 4.5),
    ("soft_ink", "panel", 4.5),
    ("soft_ink", "window", 4.5),
    ("accent", "paper", 4.5),
    ("accent", "accent_background", 4.5),
    ("accent_ink", "accent", 4.5),
    ("ink", "accent_background", 7.0),
    ("draft", "draft_background", 4.5),
    ("published", "published_background", 4.5),
    ("published", "window", 4.5),
    ("scheduled", "scheduled_background", 4.5),
    ("problem", "problem_background", 4.5),
    ("ink", "problem_background", 4.5),
    ("code", "code_background", 4.5),
    ("code", "paper", 4.5),
    ("control", "paper", 3.0),
    ("marks", "paper", 3.0),
]


def _luminance(colour: str) -> float:
    channels = [QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF()]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), TEXT)
def test_contrast(dark, ink, ground, least):
    roles = load_theme(dark=dark).roles()
    first, second = sorted((_luminance(roles[ink]), _luminance(roles[ground])), reverse=True)
    assert (first + 0.05) / (second + 0.05) >= least


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_style_sheet_is_filled_in_completely(dark):
    sheet = style_sheet(load_theme(dark=dark))
    assert "@" not in sheet.split("*/", 1)[1]


def test_the_palette_has_the_themes_ink(qapp):
    theme = load_theme(dark=True)
    assert qt_palette(theme).windowText().color() == QColor(theme.ink)
