"""The first page: open a blog, try the sample, or one of the recent blogs. In the window itself, no wizard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from foreword.desktop.labels import PlainLabel, plain_tip, without_mnemonic


class WelcomePage(QWidget):
    """What is shown while no post is open."""

    open_requested = Signal()
    sample_requested = Signal()
    new_post_requested = Signal()
    folder_requested = Signal(Path)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(self)
        self._column.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._column.setSpacing(10)
        self.show_welcome([])

    def show_welcome(self, recent: Sequence[str]) -> None:
        """No blog is open."""
        self._start(
            "Foreword",
            "A quiet desk for your blog.\nOpen the folder of a blog that exists already, or try the sample.",
        )
        self._button("Open a blog…", self.open_requested.emit, primary=True).setFocus()
        self._button("Try the sample", self.sample_requested.emit)
        if recent:
            self._text("Recent blogs")
        for folder in recent:
            path = Path(folder)
            button = self._button(without_mnemonic(path.name), partial(self.folder_requested.emit, path))
            button.setObjectName("link")
            button.setToolTip(plain_tip(folder))

    def show_blog(self, name: str, posts: int | None) -> None:
        """A blog is open and no post of it."""
        if posts is None:
            text = "Reading the folder…"
        elif posts:
            text = "Choose a post at the left."
        else:
            text = "This folder has no posts yet."
        self._start(name, text)
        if posts == 0:
            self._button("Write the first post", self.new_post_requested.emit, primary=True)
            self._button("Open another folder…", self.open_requested.emit)

    def _start(self, title: str, text: str) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        heading = PlainLabel(title, self)
        heading.setObjectName("welcomeTitle")
        heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        heading.setWordWrap(True)
        self._column.addWidget(heading)
        self._text(text)

    def _text(self, text: str) -> None:
        label = PlainLabel(text, self)
        label.setObjectName("welcomeText")
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._column.addWidget(label)

    def _button(self, text: str, act: Callable[[], object], *, primary: bool = False) -> QPushButton:
        button = QPushButton(text, self)
        if primary:
            button.setObjectName("primary")
        button.clicked.connect(lambda _checked=False: act())
        button.setMinimumWidth(220)
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignCenter)
        return button
