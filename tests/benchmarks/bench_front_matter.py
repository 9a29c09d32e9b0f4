"""How long heads take over the corpus, as a table. Run: python3 dev.py bench front_matter."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from foreword.errors import FrontMatterRefused
from foreword.front_matter import Head, learn, read_head
from foreword.text import SourceText

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus"


def texts() -> list[str]:
    """The corpus, decoded."""
    listed = json.loads((CORPUS / "manifest.json").read_text("utf-8"))
    paths = [CORPUS / post["repo"].replace("/", "+") / post["path"] for post in listed]
    return [SourceText.from_bytes(path.read_bytes()).text for path in paths]


def milliseconds(work: Callable[[], object]) -> float:
    """The shortest of three runs, which the machine's other work disturbs least."""
    times = []
    for _ in range(3):
        started = perf_counter()
        work()
        times.append(perf_counter() - started)
    return min(times) * 1000


def row(name: str, times: list[float], aim: str = "") -> None:
    """A line of the table."""
    p99 = quantiles(times, n=100)[98] if len(times) > 1 else times[0]
    print(f"{name:28} {len(times):6} {median(times):9.3f} {p99:9.3f} {max(times):9.3f}   {aim}")


def edit(head: Head, key: str) -> object:
    """Another value for a key."""
    value = head.fields[key]
    return "Another text" if isinstance(value, str) else [*value, "new"] if isinstance(value, list) else 7


def main() -> None:
    """Prints milliseconds for reading, for one edit, and for learning the schema of all posts."""
    posts = texts()
    print(f"{'milliseconds':28} {'times':>6} {'median':>9} {'p99':>9} {'max':>9}   aim")
    row("read a head", [milliseconds(lambda text=text: read_head(text)) for text in posts], "median 0.5")  # type: ignore[misc]
    known: list[float] = []
    fresh: list[float] = []
    for text in posts:
        head = read_head(text)
        for key in head.fields:
            value = edit(head, key)
            try:
                head.set(key, value)
            except FrontMatterRefused:
                continue
            known.append(milliseconds(lambda head=head, key=key, value=value: head.set(key, value)))  # type: ignore[misc]
            fresh.append(
                milliseconds(lambda text=text, key=key, value=value: read_head(text).set(key, value))
            )  # type: ignore[misc]
    row("one edit", known, "2")
    row("read and one edit", fresh)
    heads = [read_head(text) for text in posts]
    row(f"learn from {len(heads)} heads", [milliseconds(lambda: learn(heads))])


if __name__ == "__main__":
    main()
