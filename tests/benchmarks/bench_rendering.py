"""What an edit costs the engine at 10 KB, 100 KB and 1 MB, beside whole renders by other libraries in the same run.

Run by ``python3 dev.py bench rendering``; ``bench_rendering.py kramdown`` shows another dialect. Medians of
milliseconds until the first patch; in brackets the time until everything is shown, where that is more.
"""

from __future__ import annotations

import gc
import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter

import markdown
from markdown_it import MarkdownIt

from foreword import garbage
from foreword.rendering.dialects import DEFAULT_DIALECT, DIALECT_NAMES, make_dialect
from foreword.rendering.document import render_article
from foreword.rendering.live import LiveDocument
from foreword.text import LineEdit

SIZES = {"10 KB": 10_000, "100 KB": 100_000, "1 MB": 1_000_000}
BUDGET = 0.006
ROUNDS = 40

SECTION = """\
## Part {n}: what the tide leaves

The tide leaves a line of *weed* and glass along the **stones** where we walked on the first day of spring, and the
boats lie on their sides as if they were asleep; see [the harbour][harbour] or [a map](https://example.org/{n}).

- a first item with `code` in it
- a second one
    - nested below it
- and a third, which ends the list

A sentence "in quotes" between two blocks -- with a dash -- and, now and then, a footnote{reference}.

```python
def part_{n}(values):
    return [value * {n} for value in values if value]  # a comment
```

| stone | colour |
|-------|--------|
| flint | grey {n} |
| chalk | white |

> A quotation of two lines,
> the second of which is short.

"""
NOTE = """\
[^n{n}]: The note of part {n}.

"""
REFERENCE = "[harbour]: https://example.org/harbour"


def section(number: int) -> str:
    """One part of the post; every tenth has a footnote."""
    noted = number % 10 == 0
    text = SECTION.format(n=number, reference=f"[^n{number}]" if noted else "")
    return text + (NOTE.format(n=number) if noted else "")


def text_of(size: int) -> list[str]:
    """A post of about ``size`` characters; the reference definition stands at its end."""
    parts: list[str] = []
    total = 0
    while total < size:
        parts.append(section(len(parts)))
        total += len(parts[-1])
    return [*"".join(parts).rstrip("\n").split("\n"), "", REFERENCE, ""]


@dataclass(frozen=True)
class Times:
    """Milliseconds until the first patch and until all is shown."""

    first: float
    all: float

    def __str__(self) -> str:
        if self.all - self.first < 0.5:
            return f"{self.first:.2f}"
        return f"{self.first:.2f} ({self.all:.0f})"


def timed(live: LiveDocument, edit: LineEdit) -> Times:
    """The times of one edit."""
    begin = perf_counter()
    live.apply(edit, BUDGET)
    first = perf_counter()
    while not live.complete:
        live.step(BUDGET)
    return Times(1000 * (first - begin), 1000 * (perf_counter() - begin))


def typed(live: LiveDocument, starts: str) -> Iterator[LineEdit]:
    """Letters typed into the line in the middle of the post that begins so."""
    lines = live.lines()
    at = next(at for at in range(len(lines) // 2, len(lines)) if lines[at].startswith(starts))
    live.focus = at
    line = lines[at]
    for _ in range(ROUNDS):
        line = line[: len(starts)] + "x" + line[len(starts) :]
        yield LineEdit(at, 1, (line,))


def fenced(live: LiveDocument) -> Iterator[LineEdit]:
    """A fence opened at the top and taken away again."""
    live.focus = 0
    for _ in range(3):
        yield LineEdit(0, 0, ("```",))
        yield LineEdit(0, 1, ())


def pasted(live: LiveDocument) -> Iterator[LineEdit]:
    """A hundred lines pasted in the middle and taken away again."""
    lines = live.lines()
    at = next(at for at in range(len(lines) // 2, len(lines)) if lines[at].startswith("## "))
    live.focus = at
    new = tuple("\n".join(section(900 + part) for part in range(5)).split("\n")[:100])
    for _ in range(3):
        yield LineEdit(at, 0, new)
        yield LineEdit(at, len(new), ())


def redefined(live: LiveDocument) -> Iterator[LineEdit]:
    """The reference at the end that every part uses, edited."""
    live.focus = 0
    at = live.line_count - 2
    for number in range(6):
        yield LineEdit(at, 1, (f"{REFERENCE}/{number}",))


EDITS: dict[str, Callable[[LiveDocument], Iterator[LineEdit]]] = {
    "typing in a paragraph": lambda live: typed(live, "The tide leaves"),
    "typing in a list": lambda live: typed(live, "- a second"),
    "typing in a table": lambda live: typed(live, "| flint"),
    "typing in a fence": lambda live: typed(live, "    return"),
    "opening a fence at the top": fenced,
    "pasting 100 lines": pasted,
    "editing a reference definition": redefined,
}


def measure(dialect_name: str, lines: Sequence[str]) -> dict[str, str]:
    """All figures for one post. The collector is set as in the render process: old garbage waits for a rest."""
    gc.collect()
    garbage.put_off()
    dialect = make_dialect(dialect_name)
    figures: dict[str, str] = {}
    begin = perf_counter()
    live = LiveDocument(dialect, lines)
    live.step(BUDGET)
    first = perf_counter()
    longest = 0.0
    while not live.complete:
        slice_begin = perf_counter()
        live.step(BUDGET)
        longest = max(longest, perf_counter() - slice_begin)
    figures["opening: first slice (all)"] = str(
        Times(1000 * (first - begin), 1000 * (perf_counter() - begin))
    )
    figures["opening: longest slice"] = f"{1000 * longest:.1f}"
    for name, edits in EDITS.items():
        times = [timed(live, edit) for edit in edits(live)]
        figures[name] = str(
            Times(
                statistics.median(time.first for time in times), statistics.median(time.all for time in times)
            )
        )
    body = "\n".join(lines)
    figures[f"whole render: {dialect_name}"] = once(lambda: render_article(dialect, body))
    figures["whole render: Python-Markdown"] = once(
        lambda: markdown.markdown(body, extensions=["extra", "codehilite", "toc", "sane_lists"])
    )
    figures["whole render: markdown-it-py"] = once(
        lambda: MarkdownIt("gfm-like", {"linkify": False}).render(body)
    )
    return figures


def once(render: Callable[[], object]) -> str:
    """The time of one call."""
    begin = perf_counter()
    render()
    return f"{1000 * (perf_counter() - begin):.0f}"


def main(names: Sequence[str]) -> None:
    """Prints one table a dialect."""
    for name in names or (DEFAULT_DIALECT,):
        render_article(make_dialect(name), "\n".join(text_of(5_000)))  # loads lexers and compiles expressions
        columns = {size: measure(name, text_of(length)) for size, length in SIZES.items()}
        rows = list(columns["10 KB"])
        print(f"\n{name}, milliseconds: first patch (everything)")
        print(f"{'':34}" + "".join(f"{size:>18}" for size in columns))
        for row in rows:
            print(f"{row:34}" + "".join(f"{columns[size][row]:>18}" for size in columns))


if __name__ == "__main__":
    wished = sys.argv[1:]
    main(list(DIALECT_NAMES) if wished == ["all"] else wished)
