"""The time of the kramdown dialect beside Python-Markdown's over the same posts in one run, code coloured by both.

Run by ``python3 dev.py bench kramdown``. Python-Markdown has extra, codehilite (which guesses no language), toc,
sane_lists and smarty. The dialect has to take at most half of its time.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time

import markdown
from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from foreword.rendering.document import render_article
from foreword.rendering.kramdown import KramdownDialect

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
EXTENSIONS = ["extra", "codehilite", "toc", "sane_lists", "smarty"]
CONFIGS = {"codehilite": {"guess_lang": False}}
ROUNDS = 3
BUDGET = 0.5


def posts() -> list[str]:
    """The Markdown of the reference posts."""
    path = SHARED / "fidelity" / "jekyll.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line)["body_after_liquid"] for line in file]


def by_python_markdown() -> Callable[[str], str]:
    """Python-Markdown as it is measured."""
    converter = markdown.Markdown(extensions=EXTENSIONS, extension_configs=CONFIGS)
    return lambda text: converter.reset().convert(text)


def coloured(code: str, language: str) -> str | None:
    """The code by Pygments as codehilite would have it; nothing is remembered."""
    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        return None
    return str(highlight(code, lexer, HtmlFormatter(nowrap=True)))


def by_kramdown() -> Callable[[str], str]:
    """The dialect with the same Pygments."""
    dialect = KramdownDialect(highlight=coloured)
    return lambda text: render_article(dialect, text).html


def seconds(convert: Callable[[str], str], texts: Sequence[str]) -> float:
    """Processor time for all texts."""
    start = process_time()
    for text in texts:
        convert(text)
    return process_time() - start


def main() -> int:
    """Prints the table; 1 when the budget is exceeded."""
    texts = posts()
    ways = {"Python-Markdown": by_python_markdown(), "kramdown": by_kramdown()}
    best = dict.fromkeys(ways, float("inf"))
    for _ in range(ROUNDS):
        for name, convert in ways.items():
            best[name] = min(best[name], seconds(convert, texts))
    size = sum(map(len, texts)) / 1e6
    print(f"{len(texts)} posts, {size:.1f} million characters, best of {ROUNDS} rounds")
    for name, time in best.items():
        print(
            f"{name:16} {1000 * time / len(texts):7.2f} ms a post   {size / time:6.2f} million characters a second"
        )
    share = best["kramdown"] / best["Python-Markdown"]
    print(f"kramdown takes {share:.2f} of Python-Markdown's time; at most {BUDGET} is allowed")
    return 0 if share <= BUDGET else 1


if __name__ == "__main__":
    sys.exit(main())
