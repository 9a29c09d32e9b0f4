"""What an edit costs does not follow the length of the post: counted in calls, which no busy machine changes."""

from __future__ import annotations

import pytest

from counting import calls_of
from foreword.rendering.dialects import DIALECT_NAMES, make_dialect
from foreword.rendering.live import LiveDocument
from foreword.text import LineEdit

SHORT, LONG = 10_000, 400_000
SECTION = (
    "## Part {n}\n\nThe tide leaves a line of *weed* along the **stones** [here](https://example.org/{n}).\n\n"
    "- a first item\n- a second one with `code`\n\n| stone | colour |\n|-------|--------|\n| flint | {n} |\n\n"
    "```python\ndef part(values):\n    return {n}\n```\n\n"
)
BEGINNINGS = ("The tide", "- a second", "| flint", "    return")


def opened(dialect: str, size: int) -> LiveDocument:
    parts: list[str] = []
    while sum(map(len, parts[-1:])) * len(parts) < size:
        parts.append(SECTION.format(n=len(parts)))
    live = LiveDocument(make_dialect(dialect), "".join(parts).split("\n"))
    while not live.complete:
        live.step(1.0)
    return live


def work(live: LiveDocument, beginning: str) -> int:
    """Calls for a letter typed into the line in the middle of the post that begins so."""
    lines = live.lines()
    at = next(at for at in range(len(lines) // 2, len(lines)) if lines[at].startswith(beginning))
    live.focus = at

    def type_letters() -> None:
        for number in range(1, 4):
            live.apply(LineEdit(at, 1, (lines[at] + "x" * number,)), 10.0)
            while not live.complete:
                live.step(10.0)

    type_letters()  # what is made at the first use is not counted
    return calls_of(type_letters)


@pytest.mark.parametrize("dialect", DIALECT_NAMES)
def test_typing_costs_the_same_in_a_long_post(dialect: str) -> None:
    short, long = opened(dialect, SHORT), opened(dialect, LONG)
    assert long.line_count > 30 * short.line_count
    for beginning in BEGINNINGS:
        assert work(long, beginning) < 1.5 * work(short, beginning), beginning
