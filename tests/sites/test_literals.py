"""Literals out of programs: read where they are plain, left out where they would have to be computed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreword.sites.literals import (
    block_after,
    python_values,
    string_after,
    strings_in,
    switch_after,
    without_comments,
)


def test_python(tmp_path: Path) -> None:
    file = tmp_path / "conf.py"
    file.write_text(
        "import os\n"
        "NAME = 'a' 'b'\n"
        "LANG = 'de'\n"
        "MAP = {LANG: {'x': (1, -2.5, None, True)}}\n"
        "TYPED: str = 'typed'\n"
        "A = B = ['both']\n"
        "COMPUTED = os.environ['HOME']\n"
        "CALLED = dict(x=1)\n"
        "OVER = 'first'\n"
        "OVER = compute()\n"
        "if True:\n    INSIDE = 'not at the top'\n",
        encoding="utf-8",
    )
    values, problem = python_values(file)
    assert problem is None
    assert values == {
        "NAME": "ab",
        "LANG": "de",
        "MAP": {"de": {"x": (1, -2.5, None, True)}},
        "TYPED": "typed",
        "A": ["both"],
        "B": ["both"],
    }


def test_python_that_does_not_parse_names_the_line(tmp_path: Path) -> None:
    file = tmp_path / "conf.py"
    file.write_text("A = 1\nB = = 2\n", encoding="utf-8")
    values, problem = python_values(file)
    assert values == {}
    assert problem is not None
    assert problem.line == 2


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    values, problem = python_values(tmp_path / "conf.py")
    assert values == {}
    assert problem is not None


def test_comments_go_and_strings_stay() -> None:
    script = "a('http://x') // gone\n/* gone\ntoo */ b(\"/* kept */\") `// kept`"
    kept = without_comments(script)
    assert "gone" not in kept
    assert kept.count("kept") == 2
    assert "http://x" in kept


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("dir: { input: 'src' }", "src"),
        ('{"input": "src"}', "src"),
        ("input(`src`)", "src"),
        ("input: `${name}/src`", None),
        ("myinput: 'x'", None),
        ("input: other", None),
    ],
)
def test_strings_after_a_name(script: str, expected: str | None) -> None:
    assert string_after(script, "input") == expected


def test_switches_and_blocks() -> None:
    script = "x = markdownIt({ html: true, f: (a) => { return '}' }, breaks: false })({ html: false })"
    block = block_after(script, r"\bmarkdownIt")
    assert switch_after(block, "html") is True
    assert switch_after(block, "breaks") is False
    assert switch_after(block, "linkify") is None
    assert block_after(script, r"\bnothing") == ""
    assert strings_in("a('x', \"y\", `z`)") == ("x", "y", "z")


@given(st.text(alphabet="(){}[]'\"`/*\\\n dir:html,true", max_size=300))
def test_any_script_can_be_looked_at(script: str) -> None:
    cleaned = without_comments(script)
    assert isinstance(block_after(cleaned, r"\bdir\s*:"), str)
    assert switch_after(cleaned, "html") in (True, False, None)


def test_a_hostile_script_takes_no_time() -> None:
    for piece in ("(", "'", "/*", "`${", "\\", "a:", "//"):
        script = without_comments(piece * 50_000)
        block_after("x(" + script, "x")
        string_after(script, "a")
        strings_in(script)
