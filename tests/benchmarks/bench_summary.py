"""Everything that decides whether a writer waits, in one table of one run: engine, window, and other libraries beside.

Run by ``python3 dev.py bench summary``; ``bench_summary.py goldmark`` shows another dialect's engine. Milliseconds
unless the row says otherwise; of engine rows the time until the first patch, in brackets that until all is shown.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

import bench_rendering
import bench_window

from foreword.rendering.dialects import make_dialect
from foreword.rendering.document import render_article

WINDOW_ROWS = {
    "start to editable text": "text",
    "start to first picture of the preview": "preview",
    "key to glyph": "key to glyph",
    "key to second animation frame": "key to frame",
    "an empty patch to its second frame": "empty patch",
    "longest pause while opening": "pause open",
    "longest pause, fence opened at the top": "pause fence",
    "memory of all processes, MiB": "memory",
}


def measure(dialect: str, name: str, folder: Path) -> dict[str, str]:
    """One column of the table: an engine and a window at one size of post."""
    size = bench_window.SIZES[name]
    column = bench_rendering.measure(dialect, bench_rendering.text_of(size))
    post = bench_window.make_blog(folder / name.replace(" ", ""), size)
    bench_window.measure_in_child(post, "start")
    starts = [bench_window.measure_in_child(post, "start") for _ in range(bench_window.STARTS)]
    found = bench_window.measure_in_child(post, "keys")
    for key in ("text", "preview"):
        found[key] = statistics.median(start[key] for start in starts)
    return column | {row: f"{found[key]:.1f}" for row, key in WINDOW_ROWS.items()}


def main(dialect: str) -> None:
    """Prints the table."""
    render_article(make_dialect(dialect), "\n".join(bench_rendering.text_of(5_000)))
    with tempfile.TemporaryDirectory(prefix="foreword-bench-") as folder:
        columns = {name: measure(dialect, name, Path(folder)) for name in bench_window.SIZES}
    print(f"{dialect:40}" + "".join(f"{name:>18}" for name in columns))
    for row in columns["10 KB"]:
        print(f"{row:40}" + "".join(f"{columns[name][row]:>18}" for name in columns))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "kramdown")
