"""Dialects by their names."""

from __future__ import annotations

import subprocess
import sys

import pytest

from foreword.errors import UsageProblem
from foreword.rendering.dialects import DIALECT_NAMES, make_dialect
from foreword.rendering.document import render_article
from rendering.texts import available_dialects


@pytest.mark.parametrize("name", DIALECT_NAMES)
def test_every_name_has_a_dialect(name: str) -> None:
    dialect = make_dialect(name)
    assert dialect.name == name
    assert "<em>a</em>" in render_article(dialect, "*a*").html


def test_all_are_found() -> None:
    assert available_dialects() == list(DIALECT_NAMES)


def test_options_reach_the_dialect() -> None:
    dialect = make_dialect("python-markdown", {"extensions": ["nl2br"]})
    assert "<br>" in render_article(dialect, "a\nb").html


def test_unknown_names() -> None:
    with pytest.raises(UsageProblem, match="“asciidoc”"):
        make_dialect("asciidoc")


def test_only_the_dialect_asked_for_is_loaded() -> None:
    program = (
        "import sys; from foreword.rendering.dialects import make_dialect; "
        "assert 'markdown' not in sys.modules; make_dialect('python-markdown'); "
        "assert 'foreword.rendering.kramdown' not in sys.modules; assert 'markdown_it' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
