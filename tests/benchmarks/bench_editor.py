"""The editor alone: from a key to the painted line, loading, and what could hold the window up.

Run by ``python3 dev.py bench editor``. A key counts from its event to the end of the painting it causes; all times are
in milliseconds. The text is ordinary prose with headings, lists, links and fenced code.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from foreword.desktop.editor import EditorPanel
from foreword.text import Edit, Rope

SIZES = {"10 KB": 10_000, "100 KB": 100_000, "1 MB": 1_000_000}
KEYS = 60
PARAGRAPH = (
    "The tide leaves a line of **weed** and glass along the stones where we [walked](https://example.org/walk) on"
    " the first day of `spring`, and nobody had asked us to be back before the *evening* came.\n\n"
)
PIECE = (
    "## A heading of its own\n\n" + PARAGRAPH * 3 + "- one\n- two with **strong** words\n- three\n\n"
    "```python\ndef area(width: int, height: int) -> int:\n    # the product\n    return width * height\n```\n\n"
)
CODE = "def area(width: int, height: int) -> int:\n    # the product of both\n    return width * height\n\n"


class Paints(QObject):
    """Counts the paint events of a widget."""

    def __init__(self, widget: QObject) -> None:
        super().__init__()
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


class Bench:
    """One panel on the screen and the clock beside it."""

    def __init__(self, app: QApplication, panel: EditorPanel) -> None:
        self.app = app
        self.panel = panel
        self.paints = Paints(panel.view.viewport())

    def load(self, text: str) -> tuple[float, float, float, float]:
        """Until `set_text` returns, the first lines are painted, all lines are there; and the longest pause."""
        rope = Rope(text)
        started = time.perf_counter()
        self.panel.set_text(rope)
        returned = time.perf_counter()
        self.app.processEvents()
        painted, longest = time.perf_counter(), 0.0
        while self.panel.view.loaded_lines < rope.line_count:
            before = time.perf_counter()
            self.app.processEvents()
            longest = max(longest, time.perf_counter() - before)
        done = time.perf_counter()
        self.settle()
        return (
            (returned - started) * 1000,
            (painted - started) * 1000,
            (done - started) * 1000,
            longest * 1000,
        )

    def settle(self) -> None:
        """Handles what is left to do."""
        until = time.perf_counter() + 0.25
        while time.perf_counter() < until:
            self.app.processEvents()

    def timed(self, act: Callable[[], object]) -> float:
        """How long an act takes until what it changed has been painted."""
        painted = self.paints.count
        started = time.perf_counter()
        act()
        self.app.processEvents()
        while self.paints.count == painted:
            self.app.processEvents()
        return (time.perf_counter() - started) * 1000

    def key(self, key: Qt.Key, text: str) -> float:
        """One key, from its event to the end of the painting."""
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
        return self.timed(lambda: QApplication.sendEvent(self.panel.view, event))

    def typing(self, place: int) -> tuple[float, float]:
        """Median and worst of letters typed at a place."""
        self.panel.set_cursor(place)
        self.settle()
        times = [self.key(Qt.Key.Key_A, letter) for letter in ("words of a kind " * KEYS)[:KEYS]]
        return statistics.median(times), max(times)


def document(size: int) -> str:
    """Prose of about this many characters."""
    return (PIECE * (size // len(PIECE) + 1))[:size]


def measure(bench: Bench, size: int) -> dict[str, str]:
    """All figures for one size."""
    text = document(size)
    figures: dict[str, str] = {}
    returned, painted, done, longest = bench.load(text)
    figures["load: set_text returns"] = f"{returned:.1f}"
    figures["load: first lines painted"] = f"{painted:.1f}"
    figures["load: all lines there (longest pause)"] = f"{done:.0f} ({longest:.1f})"
    middle = text.index("walked", size // 2)
    for name, place in (("top", text.index("walked")), ("middle", middle), ("end", text.rindex("walked"))):
        figures[f"key to paint, {name}: median (worst)"] = "{:.2f} ({:.2f})".format(*bench.typing(place))
    bench.load(text[:middle] + "\n\n```python\n" + CODE * 50 + "```\n\n" + text[middle:])
    inside = middle + len(CODE) * 25
    figures["key to paint in 200 lines of Python: median (worst)"] = "{:.2f} ({:.2f})".format(
        *bench.typing(inside)
    )
    bench.load(text)
    bench.panel.set_cursor(0)
    bench.settle()
    fence = [bench.key(Qt.Key.Key_QuoteLeft, "`") for _ in range(3)]
    figures["a fence opened at the top"] = f"{max(fence):.1f}"
    bench.load(text)
    data = QMimeData()
    data.setText("a line of pasted text\n" * 100)
    bench.panel.set_cursor(middle)
    figures["100 lines pasted"] = f"{bench.timed(lambda: bench.panel.view.insertFromMimeData(data)):.1f}"
    figures["undo of that"] = f"{bench.timed(lambda: bench.panel.apply(Edit(middle, middle + 2200, ''))):.1f}"
    figures["Enter"] = f"{bench.key(Qt.Key.Key_Return, chr(13)):.1f}"
    figures["to the end"] = f"{bench.timed(lambda: bench.panel.set_cursor(len(bench.panel.rope))):.1f}"
    figures["made larger"] = f"{bench.timed(lambda: bench.panel.set_zoom(1.2)):.1f}"
    bench.panel.set_zoom(1.0)
    return figures


def main() -> None:
    """Prints one table."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    panel = EditorPanel()
    panel.resize(620, 720)
    panel.show()
    bench = Bench(app, panel)
    bench.load(document(1000))
    columns = {name: measure(bench, size) for name, size in SIZES.items()}
    print(f"{'ms':52}" + "".join(f"{name:>16}" for name in columns))
    for row in next(iter(columns.values())):
        print(f"{row:52}" + "".join(f"{figures[row]:>16}" for figures in columns.values()))


if __name__ == "__main__":
    main()
