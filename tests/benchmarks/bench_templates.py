"""Expanding Liquid: a whole post, an edit of literal text, an edit of a tag; medians in milliseconds.

Run by ``python3 dev.py bench templates``. The posts have a template in every fourth paragraph or so.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from foreword.rendering.templates.jekyll_folder import UnknownSite
from foreword.rendering.templates.liquid import Expander, expand
from foreword.text import Edit

SIZES = {"10 KB": 10_000, "100 KB": 100_000, "1 MB": 1_000_000}
ROUNDS = 15
PAGE = {"title": "The tide", "tags": ["sea", "walking"], "path": "_posts/2024-03-01-tide.md"}
PARAGRAPH = (
    "The tide leaves a line of **weed** and glass along the stones where we [walked](https://example.org/walk) on"
    " the first day of `spring`, and nobody had asked us to be back before the *evening* came.\n\n"
)
PIECE = (
    PARAGRAPH * 4
    + "![a picture]({{ '/assets/{n}.png' | relative_url }}) of {{ page.title | upcase }}\n\n"
    + PARAGRAPH * 4
    + "{% for tag in page.tags %}\n* {{ tag }} {n}\n{% endfor %}\n\n"
)


def post(size: int) -> str:
    """A post of about that size."""
    return "".join(PIECE.replace("{n}", str(number)) for number in range(max(size // len(PIECE), 1)))


def measured(work: Callable[[], object]) -> float:
    """Milliseconds that a call takes."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def medians(size: int) -> tuple[float, float, float]:
    """The first expansion, an edit of literal text in the middle, an edit of a tag's text."""
    text = post(size)
    whole = statistics.median(measured(lambda: expand(text, UnknownSite(), PAGE)) for _ in range(3))
    expander = Expander(UnknownSite(), PAGE)
    expander.expand(text)
    middle = text.index("The tide", len(text) // 2)
    literal = statistics.median(
        measured(lambda: expander.update(Edit(middle, middle, "x"))) for _ in range(ROUNDS)
    )
    title = text.index("page.title", len(text) // 2) + ROUNDS
    names = iter(["aaaa", "bbbb", "cccc"])
    tag = statistics.median(
        measured(lambda: expander.update(Edit(title, title + 4, next(names)))) for _ in range(3)
    )
    return whole, literal, tag


def main() -> None:
    """Prints the table."""
    print(f"{'Liquid':10}{'whole':>10}{'literal edit':>15}{'edit of a tag':>16}")
    for name, size in SIZES.items():
        whole, literal, tag = medians(size)
        print(f"{name:10}{whole:10.1f}{literal:15.2f}{tag:16.1f}")


if __name__ == "__main__":
    main()
