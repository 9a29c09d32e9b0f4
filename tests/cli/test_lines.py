"""``render --jsonl`` of whole files: what their templates know without a site, and each line its dialect."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

SOURCE = (
    "---\ncategories: a\n---\n"
    "{{ page.path }} {{ page.url }} {{ page.date | date: '%F' }} {{ page.categories | join: '+' }}\n"
)


def rendered(tmp_path: Path, *lines: dict[str, object]) -> list[str]:
    given = "".join(json.dumps(line) + "\n" for line in lines).encode()
    command = [sys.executable, "-m", "foreword", "render", "--jsonl"]
    done = subprocess.run(command, input=given, capture_output=True, cwd=tmp_path, check=True, timeout=60)
    return [json.loads(line)["html"] for line in done.stdout.splitlines()]


def test_a_post_knows_its_place(tmp_path: Path) -> None:
    line = {"id": 1, "source": SOURCE, "dialect": "kramdown"}
    paths = ("_posts/2020-01-02-x.md", "news/_posts/2020-01-02-x.md")
    assert [html.strip() for html in rendered(tmp_path, *({**line, "path": path} for path in paths))] == [
        f"<p>{paths[0]} /a/2020/01/02/x.html 2020-01-02 a</p>",
        f"<p>{paths[1]} /news/a/2020/01/02/x.html 2020-01-02 news+a</p>",
    ]


def test_a_line_chooses_its_templates_with_its_dialect(tmp_path: Path) -> None:
    source = '{{< figure src="/a.png" >}} {{ page.path }}\n'
    hugo, plain = rendered(
        tmp_path,
        {"id": 1, "source": source, "path": "a.md", "dialect": "goldmark"},
        {"id": 2, "source": source, "path": "a.md"},
    )
    assert '<img src="/a.png"' in hugo
    assert "{{ page.path }}" in hugo
    assert "{{&lt; figure" in plain
