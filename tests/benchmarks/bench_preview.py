"""From a call in the window to the second animation frame of the preview, and how an article comes into it.

Run by ``python3 dev.py bench preview``. Sizes are those of the article's HTML; times in milliseconds.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

from PySide6.QtCore import QEventLoop, QTimer, SignalInstance
from PySide6.QtWidgets import QApplication

from foreword.desktop.preview import PreviewPanel, Replace, Splice, Unit, register_scheme

SIZES = {"10 KB": 10_000, "100 KB": 100_000, "1 MB": 1_000_000}
ROUNDS = 40
WORDS = [
    "the",
    "tide",
    "leaves",
    "a",
    "line",
    "of",
    "weed",
    "and",
    "glass",
    "along",
    "the",
    "stones",
    "where",
    "we",
    "walked",
    "on",
    "the",
    "first",
    "day",
    "of",
    "spring",
]


def article(size: int) -> list[Unit]:
    """An article of about ``size`` characters: headings, paragraphs, lists, code and quotes."""
    units: list[Unit] = []
    total = 0
    while total < size:
        number = len(units)
        text = " ".join(WORDS[(number * 7 + step * 3) % len(WORDS)] for step in range(70))
        html = {
            0: f'<h3 id="part-{number}">{text[:40]}</h3>\n',
            3: f"<ul>\n<li>{text[:120]}</li>\n<li><a href='#part-0'>{text[120:200]}</a></li>\n</ul>\n",
            5: f'<div class="highlight"><pre><span class="k">def</span> <span class="nf">f{number}</span>():\n    return {number}\n</pre></div>\n',
            6: f"<blockquote>\n<p>{text[:150]}</p>\n</blockquote>\n",
        }.get(number % 8, f"<p>{text[:200]} <em>{text[200:240]}</em> {text[240:]}</p>\n")
        units.append(Unit(number, html, 4))
        total += len(html)
    return units


def wait(signal: SignalInstance, start: Callable[[], object]) -> float:
    """Milliseconds from the start of the call to the signal."""
    loop = QEventLoop()
    signal.connect(loop.quit)
    QTimer.singleShot(20_000, loop.quit)
    began = time.perf_counter()
    start()
    loop.exec()
    ended = time.perf_counter()
    signal.disconnect(loop.quit)
    return (ended - began) * 1000


class Pauses:
    """The longest time for which the event loop did not come round, and the most work the thread did in one round.
    They differ where other programs keep the processors busy."""

    def __init__(self) -> None:
        self.longest = 0.0
        self.most_work = 0.0
        self._last = time.perf_counter()
        self._work = time.thread_time()
        self._timer = QTimer(interval=1)
        self._timer.timeout.connect(self._tick)

    def __enter__(self) -> Pauses:
        self._last = time.perf_counter()
        self._work = time.thread_time()
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._tick()
        self._timer.stop()

    def _tick(self) -> None:
        now, work = time.perf_counter(), time.thread_time()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self.most_work = max(self.most_work, (work - self._work) * 1000)
        self._last, self._work = now, work


def measure(panel: PreviewPanel, size: int) -> list[float]:
    """One row of the table."""
    units = article(size)
    done: list[float] = []
    with Pauses() as pauses:
        began = time.perf_counter()
        panel.completed.connect(lambda: done.append((time.perf_counter() - began) * 1000))
        first = wait(
            panel.painted, lambda: (panel.show_article("<h1>Tide</h1>", units), panel.report_paint(0))
        )
        if not done:
            wait(panel.completed, lambda: None)
        panel.completed.disconnect()
    middle = len(units) // 2
    while not units[middle].html.startswith("<p>"):
        middle += 1
    panel.scroll_to(units[middle].id, 0.0)
    wait(panel.painted, lambda: panel.report_paint(1))
    empty = [wait(panel.painted, lambda: panel.report_paint(2)) for _ in range(ROUNDS)]
    html = units[middle].html
    typed, spliced = [], []
    for count in range(ROUNDS):
        change = Replace(units[middle].id, html.replace("<em>", "x" * count + "<em>"))
        typed.append(
            wait(panel.painted, lambda change=change: (panel.patch([change]), panel.report_paint(3)))
        )
    for count in range(ROUNDS):
        unit = Unit(10_000_000 + count, html, 4)
        change = Splice(middle, 1 if count else 0, (unit,))
        spliced.append(
            wait(panel.painted, lambda change=change: (panel.patch([change]), panel.report_paint(4)))
        )
    return [
        first,
        done[0],
        pauses.longest,
        pauses.most_work,
        *map(statistics.median, (empty, typed, spliced)),
        max(typed),
    ]


def main() -> None:
    """Prints the table."""
    register_scheme()
    app = QApplication([])
    panel = PreviewPanel()
    panel.resize(480, 760)
    panel.show()
    started = wait(panel.started, panel.start)
    print(f"start() to an empty page: {started:.0f} ms")
    columns = (
        "first paint",
        "all units",
        "longest pause",
        "its work",
        "empty patch",
        "one unit",
        "splice",
        "worst",
    )
    print(f"{'':8}" + "".join(f"{name:>15}" for name in columns))
    for name, size in SIZES.items():
        print(f"{name:8}" + "".join(f"{value:15.1f}" for value in measure(panel, size)))
    panel.stop()
    del panel, app


if __name__ == "__main__":
    main()
