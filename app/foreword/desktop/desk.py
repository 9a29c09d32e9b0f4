"""The parts of one open window, as the composition root hands them to those who connect them."""

from __future__ import annotations

from dataclasses import dataclass

from foreword.desktop.actions import Actions
from foreword.desktop.blog import Blog
from foreword.desktop.live_preview import LivePreview
from foreword.desktop.main_window import MainWindow
from foreword.desktop.preferences import Preferences
from foreword.desktop.prompts import Prompts
from foreword.desktop.saving import Saving
from foreword.desktop.session import Session


@dataclass(frozen=True, slots=True)
class Desk:
    """One window and what stands behind it."""

    window: MainWindow
    actions: Actions
    session: Session
    blog: Blog
    live: LivePreview
    saving: Saving
    preferences: Preferences
    prompts: Prompts
