"""What the page's own script tells the window; it travels by QWebChannel in a world that posts cannot reach."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot


class Bridge(QObject):
    """The object that the page's script calls. Each slot is one thing it has to say."""

    ready = Signal()
    scrolled = Signal(int, float)
    clicked = Signal(int, float)
    link = Signal(str)
    remote_wanted = Signal()
    painted = Signal(int)

    def __init__(self, places_tried: Callable[[str], list[str]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places_tried = places_tried

    @Slot()
    def tellReady(self) -> None:
        """The page is loaded and its script waits for an article."""
        self.ready.emit()

    @Slot(int, float)
    def tellScrolled(self, unit_id: int, fraction: float) -> None:
        """The reader scrolled: this point of this unit is at the top now."""
        self.scrolled.emit(unit_id, fraction)

    @Slot(int, float)
    def tellClicked(self, unit_id: int, fraction: float) -> None:
        """A click that was not on a link."""
        self.clicked.emit(unit_id, fraction)

    @Slot(str)
    def tellLink(self, address: str) -> None:
        """A link was activated; its address as the post has it."""
        self.link.emit(address)

    @Slot()
    def tellRemoteWanted(self) -> None:
        """The article has a picture of another site, which is not shown."""
        self.remote_wanted.emit()

    @Slot(int)
    def tellPainted(self, token: int) -> None:
        """Two animation frames have passed since this was asked for."""
        self.painted.emit(token)

    @Slot(str, result="QVariantList")
    def placesTried(self, address: str) -> list[str]:
        """Where a missing picture was looked for."""
        return self._places_tried(address)
