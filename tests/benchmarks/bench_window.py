"""The whole window: start, first picture, key to second animation frame, longest pause of the event loop, memory.

Run by ``python3 dev.py bench window``. Each row is a process of its own; times in milliseconds, from the start of the
process. No figure fails anything.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SIZES = {"10 KB": 10_000, "100 KB": 100_000, "1 MB": 1_000_000}
STARTS = 5
KEYS = 40
EDITS = 10_000
HOSTILE = {
    "brackets": "[" * 50_000,
    "stars": "*a " * 30_000,
    "underlines": "_a__b " * 15_000,
    "quotes": "> " * 20_000,
    "divs": "<div>" * 10_000,
    "footnotes": "".join(f"a[^{n}]\n\n[^{n}]: note\n\n" for n in range(5000)),
    "equal headings": "# Same\n\n" * 5000,
    "one list": "- item with some *text* in it\n" * 3500,
}
HEAD = "---\nlayout: post\ntitle: The tide\ndate: 2024-03-01 10:00:00 +0000\ntags: [sea, walking]\n---\n"
PARAGRAPHS = (
    "## Part {n}\n\n",
    "The tide leaves a *line* of weed and glass along the stones where we walked on the first day of spring, and "
    "nobody had told us that the path would be [closed](https://example.org/{n}) by noon. {n}\n\n",
    "- one thing\n- another thing with `code`\n- a third\n\n",
    "> Somebody said this once, and I wrote it down on a ticket. {n}\n\n",
    "We turned back at the lighthouse. The light was already going, **quickly**, as it does there in March. {n}\n\n",
    "```python\ndef tide(n):\n    return n * {n}\n```\n\n",
)


def make_blog(folder: Path, size: int) -> Path:
    """A Jekyll blog with one post of the size; the post's path."""
    (folder / "_posts").mkdir(parents=True)
    (folder / "_config.yml").write_text("title: Bench\n", encoding="utf-8")
    parts, length, number = [HEAD], len(HEAD), 0
    while length < size:
        part = PARAGRAPHS[number % len(PARAGRAPHS)].format(n=number)
        parts.append(part)
        length += len(part)
        number += 1
    post = folder / "_posts" / "2024-03-01-the-tide.md"
    post.write_text("".join(parts), encoding="utf-8")
    return post


def measure_in_child(post: Path, mode: str) -> dict[str, float]:
    """Runs this file again in a fresh process."""
    environment = {**os.environ, "FOREWORD_BENCH_START": repr(time.time())}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a warm start finds its modules compiled
    command = [sys.executable, __file__, mode, str(post)]
    done = subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True, timeout=900
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


class Child:
    """The measured process: the real window on a post."""

    def __init__(self, post: Path) -> None:
        self.began = float(os.environ["FOREWORD_BENCH_START"])
        # What `foreword PATH` does and loads, up to running the event loop.
        importlib.import_module("foreword.__main__")
        gc.disable()
        importlib.import_module("foreword.desktop.launch")
        from foreword.desktop.application import Folders, open_window

        home = post.parents[1] / f"home-{os.getpid()}"
        home.mkdir()
        folders = Folders(home / "settings.ini", home / "cache", home / "data")
        self.application, self.desk = open_window(folders, post)
        self.panels = self.desk.window.panels
        self.found: dict[str, float] = {}
        self.completed: list[float] = []
        self.panels.preview.completed.connect(lambda: self.completed.append(self.since_start()))

    def since_start(self) -> float:
        return (time.time() - self.began) * 1000

    def wait(self, signal: object, start: object = None) -> float:
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        signal.connect(loop.quit)  # type: ignore[attr-defined]
        QTimer.singleShot(60_000, loop.quit)
        began = time.perf_counter()
        if start is not None:
            start()  # type: ignore[operator]
        loop.exec()
        spent = (time.perf_counter() - began) * 1000
        signal.disconnect(loop.quit)  # type: ignore[attr-defined]
        return spent

    def first_text(self) -> None:
        """Until the editor has painted text that can be edited."""
        from PySide6.QtCore import QEvent, QEventLoop, QObject

        child, loop = self, QEventLoop()

        class Watch(QObject):
            def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
                if event.type() == QEvent.Type.Paint and "text" not in child.found:
                    child.found["text"] = child.since_start()
                    loop.quit()
                return False

        watch = Watch()
        viewport = self.panels.editor.view.viewport()
        viewport.installEventFilter(watch)
        loop.exec()
        viewport.removeEventFilter(watch)

    def first_preview(self) -> None:
        """Until the page shows the beginning of the post."""
        preview = self.panels.preview
        if preview.web is None or not preview.web.is_ready:
            self.wait(preview.started)
        self.wait(preview.painted, lambda: preview.report_paint(1))
        self.found["preview"] = self.since_start()

    def keys(self) -> None:
        """Key to second animation frame, in the middle of the post, beside an empty patch; and key to glyph."""
        from PySide6.QtTest import QTest

        preview, view = self.panels.preview, self.panels.editor.view
        editor = self.panels.editor
        middle = editor.rope.line_count // 2
        while not editor.rope.lines(middle, 1)[0].startswith("We turned"):
            middle += 1
        editor.set_cursor(editor.rope.line_start(middle) + 9)
        self.wait(preview.painted, lambda: preview.report_paint(2))
        floor = [self.wait(preview.painted, lambda: preview.report_paint(3)) for _ in range(KEYS)]
        glyph: list[float] = []
        spent = []
        for number in range(KEYS):

            def press(number: int = number) -> None:
                began = time.perf_counter()
                QTest.keyClick(view, "abcdefgh"[number % 8])
                view.viewport().repaint()
                glyph.append((time.perf_counter() - began) * 1000)
                preview.report_paint(100 + number)

            spent.append(self.wait(preview.painted, press))
        self.found["empty patch"] = statistics.median(floor)
        self.found["key to frame"] = statistics.median(spent)
        self.found["key to glyph"] = statistics.median(glyph)

    def keys_while_rendering(self) -> None:
        """Key to glyph at the top of a post that the render process has been working on since it was opened."""
        from PySide6.QtTest import QTest

        view = self.panels.editor.view
        self.reopen()
        self.panels.editor.set_cursor(5)
        spent: list[float] = []
        for number in range(KEYS):
            began = time.perf_counter()
            QTest.keyClick(view, "abcdefgh"[number % 8])
            view.viewport().repaint()
            spent.append((time.perf_counter() - began) * 1000)
            QTest.qWait(10)
        self.found["key to glyph"], self.found["slowest"] = statistics.median(spent), max(spent)

    def pause_while(self, act: object) -> float:
        """The longest time for which the event loop did not come round until the page shows what ``act`` did."""
        from PySide6.QtCore import QTimer

        longest, last = 0.0, time.perf_counter()

        def tick() -> None:
            nonlocal longest, last
            now = time.perf_counter()
            longest, last = max(longest, now - last), now

        timer = QTimer(interval=1)
        timer.timeout.connect(tick)
        timer.start()
        act()  # type: ignore[operator]
        self.settle()
        tick()
        timer.stop()
        return longest * 1000

    def settle(self) -> None:
        """Handles events until the page has been given everything."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        poll = QTimer(interval=2)
        poll.timeout.connect(lambda: loop.quit() if self.desk.live.up_to_date else None)
        poll.start()
        loop.exec()
        self.wait(self.panels.preview.painted, lambda: self.panels.preview.report_paint(9))

    def reopen(self) -> None:
        """Opens the post again from its file."""
        path, profile = self.desk.session.path, self.desk.blog.profile
        assert path is not None
        self.desk.session.open(path, profile)

    def fence(self) -> None:
        """Opens a fence at the top of the post with real keys."""
        from PySide6.QtTest import QTest

        self.panels.editor.set_cursor(0)
        QTest.keyClicks(self.panels.editor.view, "```")

    def write_long(self, edits: int) -> None:
        """Types and deletes again, letting the page follow."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        view = self.panels.editor.view
        for number in range(edits):
            if number % 2:
                QTest.keyClick(view, Qt.Key.Key_Backspace)
            else:
                QTest.keyClick(view, "x")
            if number % 50 == 0:
                self.settle()
        self.settle()

    def memory(self) -> float:
        """Proportional memory of the whole tree of processes, in MiB (Linux)."""
        total = 0
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if self._is_ours(int(process.name)):
                    text = (process / "smaps_rollup").read_text(encoding="ascii")
                    total += int(text.split("\nPss:")[1].split()[0])
            except (OSError, IndexError, ValueError):
                continue
        return total / 1024

    def _is_ours(self, number: int) -> bool:
        while number > 1:
            if number == os.getpid():
                return True
            number = int(
                Path(f"/proc/{number}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[1]
            )
        return False


def child(mode: str, post: Path) -> None:
    """What the measured process does; prints what it found as JSON."""
    run = Child(post)
    run.first_text()
    run.first_preview()
    if mode == "hostile":
        run.keys_while_rendering()
    elif mode == "keys":
        run.settle()
        run.keys()
        run.found["memory"] = run.memory()
        run.found["pause open"] = run.pause_while(run.reopen)
        run.found["pause fence"] = run.pause_while(run.fence)
    elif mode == "long":
        run.settle()
        run.write_long(200)
        run.found["memory"] = run.memory()
        run.write_long(EDITS)
        run.found["after"] = run.memory()
    print(json.dumps(run.found), flush=True)
    run.desk.window.panels.preview.stop()
    os._exit(0)


def main() -> None:
    """Prints the tables."""
    with tempfile.TemporaryDirectory(prefix="foreword-bench-") as folder:
        print_sizes(Path(folder))
        print_hostile(Path(folder))
        print_long(Path(folder))


def print_sizes(folder: Path) -> None:
    """Start, typing, pauses and memory at three sizes."""
    columns = (
        "text", "preview", "key to glyph", "key to frame", "empty patch", "pause open", "pause fence", "memory",
    )  # fmt: skip
    print(f"{'post':>8} " + "".join(f"{column:>14}" for column in columns))
    for name, size in SIZES.items():
        post = make_blog(folder / name.replace(" ", ""), size)
        measure_in_child(post, "start")
        starts = [measure_in_child(post, "start") for _ in range(STARTS)]
        row = measure_in_child(post, "keys")
        for key in ("text", "preview"):
            row[key] = statistics.median(start[key] for start in starts)
        print(f"{name:>8} " + "".join(f"{row.get(column, 0.0):>14.1f}" for column in columns), flush=True)
    print(
        "text, preview: from the start of the process, warm, median of 5; the others in one process. MiB for memory.\n"
    )


def print_hostile(folder: Path) -> None:
    """Key to glyph while the render process works on what is hard to render."""
    print(f"{'while rendering':>22} {'key to glyph':>14} {'slowest':>10}")
    for name, body in HOSTILE.items():
        post = make_blog(folder / name.replace(" ", "-"), 100)
        post.write_text(HEAD + "Start here.\n\n" + body, encoding="utf-8")
        row = measure_in_child(post, "hostile")
        print(f"{name:>22} {row['key to glyph']:>14.1f} {row['slowest']:>10.1f}", flush=True)
    print()


def print_long(folder: Path) -> None:
    """Memory after many edits."""
    post = make_blog(folder / "long", 1_000_000)
    row = measure_in_child(post, "long")
    grown = 100 * (row["after"] / row["memory"] - 1)
    print(f"1 MB post: {row['memory']:.0f} MiB, after {EDITS} edits {row['after']:.0f} MiB ({grown:+.1f} %)")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        child(sys.argv[1], Path(sys.argv[2]))
    else:
        main()
