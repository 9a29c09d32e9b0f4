"""A slim bar above the editor: one sentence and its choices as buttons. Bars, not boxes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from foreword.desktop.labels import PlainLabel


@dataclass(frozen=True, slots=True)
class Message:
    """What a bar says. ``topic`` names it: a new message of the same topic takes its place.

    ``severity``: "info", "warning" or "problem". ``choices``: button texts and what they do; the bar closes then.
    """

    topic: str
    text: str
    severity: str = "warning"
    choices: Sequence[tuple[str, Callable[[], object]]] = ()
    dismissable: bool = True


class MessageBars(QWidget):
    """The bars that are shown at the moment, one below the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: dict[str, QWidget] = {}
        self._texts: dict[str, str] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self.hide()

    def show_message(self, message: Message) -> None:
        """Shows a message; the same one twice is shown once."""
        if self._texts.get(message.topic) == message.text:
            return
        self.dismiss(message.topic)
        bar = self._build(message)
        self._bars[message.topic] = bar
        self._texts[message.topic] = message.text
        self._layout.addWidget(bar)
        self.show()

    def dismiss(self, topic: str) -> None:
        """Takes a message away, when it is there."""
        bar = self._bars.pop(topic, None)
        self._texts.pop(topic, None)
        if bar is not None:
            self._layout.removeWidget(bar)
            bar.hide()
            bar.deleteLater()
        self.setVisible(bool(self._bars))

    def clear(self) -> None:
        """Takes all messages away."""
        for topic in list(self._bars):
            self.dismiss(topic)

    def texts(self) -> dict[str, str]:
        """The messages shown, by topic."""
        return dict(self._texts)

    def press(self, topic: str, text: str) -> None:
        """Presses a button of a message, as the keyboard would."""
        for button in self._bars[topic].findChildren(QPushButton):
            if button.text() == text:
                button.click()
                return
        raise KeyError(text)

    def _build(self, message: Message) -> QWidget:
        bar = QWidget(self)
        bar.setObjectName("bar")
        bar.setProperty("severity", message.severity)
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setAccessibleName(message.text)
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 6, 12, 6)
        label = PlainLabel(message.text, bar)
        label.setWordWrap(True)
        label.setMinimumWidth(200)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(label, 1)
        dismiss = [("Dismiss", lambda: None)] if message.dismissable else []
        for text, act in [*message.choices, *dismiss]:
            button = QPushButton(text, bar)
            button.clicked.connect(lambda _=False, act=act, topic=message.topic: self._choose(topic, act))
            row.addWidget(button)
        return bar

    def _choose(self, topic: str, act: Callable[[], object]) -> None:
        self.dismiss(topic)
        act()
