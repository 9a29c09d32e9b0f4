"""The time of the goldmark and commonmark dialects over the posts of their reference, and of hostile texts.

Run by ``python3 dev.py bench markdown_it``.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from time import process_time

from foreword.rendering.dialects import make_dialect
from foreword.rendering.document import render_article

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
ROUNDS = 3
MILLISECONDS_A_POST = 10.0
DIALECTS: dict[str, tuple[str, dict[str, object]]] = {
    "goldmark": ("goldmark", {"renderer": {"unsafe": True}}),
    "commonmark": ("commonmark", {}),
    "eleventy": ("commonmark", {"generator": "eleventy"}),
    "hexo": ("commonmark", {"generator": "hexo"}),
    "astro": ("commonmark", {"generator": "astro"}),
}


def posts() -> list[str]:
    """The Markdown of Hugo's reference posts."""
    with gzip.open(SHARED / "fidelity" / "hugo.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line)["body"] for line in file]


def main() -> int:
    """Prints the table; 1 when a post takes longer than it may."""
    texts = posts()
    slow = False
    print(f"{len(texts)} posts, {sum(map(len, texts)) / 1e6:.1f} million characters, best of {ROUNDS} rounds")
    for name, (dialect_name, options) in DIALECTS.items():
        dialect = make_dialect(dialect_name, options)
        best = float("inf")
        for _ in range(ROUNDS):
            start = process_time()
            for text in texts:
                render_article(dialect, text)
            best = min(best, process_time() - start)
        each = 1000 * best / len(texts)
        slow = slow or each > MILLISECONDS_A_POST
        print(f"{name:12} {each:6.2f} ms a post; at most {MILLISECONDS_A_POST} is allowed")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
