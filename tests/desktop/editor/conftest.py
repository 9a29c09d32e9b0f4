"""A panel on the offscreen screen, for the editor's tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from foreword.desktop.editor import EditorPanel


@pytest.fixture
def panel(qapp: QApplication) -> Iterator[EditorPanel]:
    """A panel of 600 by 400 pixels that is shown and has the focus."""
    made = EditorPanel()
    made.resize(600, 400)
    made.show()
    made.setFocus()
    qapp.processEvents()
    yield made
    made.stop()
    QGuiApplication.clipboard().clear()
    made.close()
    made.deleteLater()
