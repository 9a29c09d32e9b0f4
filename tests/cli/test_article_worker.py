"""The render process: patches that add up to the whole article, the latest text, and an end with its parent."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from foreword.rendering.dialects import make_dialect
from foreword.rendering.document import render_article

BODY = "# One\n\nText with {{ page.mood }} and *marks*.\n\n- a\n- b\n\n{% if page.mood %}\nYes.\n{% endif %}\n\nEnd.[^1]\n\n[^1]: Note.\n"
HEAD = "---\ntitle: T\nmood: calm\n---\n"


class Worker:
    """A worker with a request written, and what it answers."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.process = subprocess.Popen(
            [sys.executable, "-m", "foreword", "--worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.units: list[list[Any]] = []
        self.last: dict[str, Any] = {}

    def send(self, kind: str, **content: Any) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"kind": kind, "generation": 1, **content}) + "\n")
        self.process.stdin.flush()

    def open(self, body: str = BODY, head: str = HEAD) -> None:
        self.units = []
        path = str(self.site / "_posts" / "2024-01-01-t.md")
        self.send("open", site=str(self.site), path=path, head=head, body=body)

    def answer(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        for change in answer.get("changes", []):
            if change[0] == "replace":
                next(unit for unit in self.units if unit[0] == change[1])[1] = change[2]
            else:
                self.units[change[1] : change[1] + change[2]] = change[3]
        return answer

    def settle(self, number: int = 0) -> dict[str, Any]:
        """Reads until all edits up to ``number`` are shown."""
        while True:
            answer = self.answer()
            if answer["kind"] == "patch" and answer["complete"] and answer["number"] >= number:
                return answer

    @property
    def html(self) -> str:
        return "".join(unit[1] for unit in self.units)


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Worker]:
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_config.yml").write_text("title: T\n", encoding="utf-8")
    made = Worker(tmp_path)
    yield made
    made.process.kill()
    made.process.wait()
    for stream in (made.process.stdin, made.process.stdout):
        assert stream is not None
        with contextlib.suppress(BrokenPipeError):
            stream.close()


def whole(text: str) -> str:
    return render_article(make_dialect("kramdown"), text).html


def test_the_first_patches_are_the_whole_article(worker):
    worker.open()
    answer = worker.settle()
    text = BODY.replace("{{ page.mood }}", "calm").replace(
        "{% if page.mood %}\nYes.\n{% endif %}", "\nYes.\n"
    )
    assert worker.html == whole(text)
    assert answer["dialect"] == "kramdown"
    assert answer["notices"] == []


def test_edits_are_shown_and_counted(worker):
    worker.open()
    worker.settle()
    worker.send("edit", number=1, first=0, removed=1, lines=["# Uno", "", "New."])
    worker.send("edit", number=2, first=2, removed=1, lines=["New {{ page.mood | upcase }}."])
    worker.settle(2)
    assert '<h1 id="uno">Uno</h1>' in worker.html
    assert "<p>New CALM.</p>" in worker.html


def test_another_head_is_seen_by_templates(worker):
    worker.open()
    worker.settle()
    worker.send("head", head=HEAD.replace("calm", "wild"))
    worker.settle()
    assert "Text with wild and" in worker.html


def test_a_post_without_templates_gets_its_first_one(worker):
    worker.open(body="One.\n\nTwo.\n")
    worker.settle()
    worker.send("edit", number=1, first=2, removed=1, lines=["Two {{ page.title }}."])
    worker.settle(1)
    assert worker.html == whole("One.\n\nTwo T.\n")
    worker.send("edit", number=2, first=2, removed=1, lines=["Two."])
    worker.settle(2)
    assert worker.html == whole("One.\n\nTwo.\n")


def test_places_are_lines_of_the_source(worker):
    worker.open()
    worker.settle()
    line = BODY.split("\n").index("End.[^1]")
    worker.send("locate", token=1, line=line)
    unit, _ = worker.answer()["found"]
    assert next(html for number, html, _ in worker.units if number == unit).startswith("<p>End.")
    worker.send("line", token=2, unit=unit, fraction=0.0)
    assert int(worker.answer()["found"]) == line


def test_requests_for_an_older_article_are_passed_over(worker):
    worker.open()
    worker.settle()
    worker.send("edit", generation=0, number=9, first=0, removed=1, lines=["# Old"])
    worker.send("locate", token=5, line=0)
    assert worker.answer()["kind"] == "located"
    assert "Old" not in worker.html


@pytest.mark.parametrize("rest", ["", '{"kind": "op'])
def test_ends_with_its_standard_input(worker, rest):
    worker.open()
    worker.settle()
    assert worker.process.stdin is not None
    worker.process.stdin.write(rest)
    worker.process.stdin.close()
    assert worker.process.wait(10) == 0


def test_ends_when_nobody_reads_its_answers(worker):
    worker.open()
    worker.settle()
    assert worker.process.stdout is not None
    worker.process.stdout.close()
    worker.send("edit", number=1, first=0, removed=1, lines=["# Uno"])
    assert worker.process.wait(10) == 0


def test_a_request_that_cannot_be_met_ends_it_without_an_abort(worker):
    worker.open()
    worker.settle()
    worker.send("edit", number=1, first=99, removed=1, lines=[])
    assert worker.process.wait(10) == 1


def test_the_latest_of_many_posts_and_edits_is_shown(worker):
    for number in range(30):
        worker.open(body=f"Post {number}.\n" + "- item\n" * 300)
    worker.units = []
    for number in range(1, 200):
        worker.send("edit", number=number, first=0, removed=1, lines=[f"Edit {number}."])
    while worker.settle()["number"] < 199:
        pass
    assert worker.html == whole("Edit 199.\n" + "- item\n" * 300)
