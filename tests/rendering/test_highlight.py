"""Colours for code."""

from __future__ import annotations

import pytest

from foreword.rendering.highlight import highlight, highlight_css


def test_spans_without_a_wrapper() -> None:
    assert highlight("x = 1\n", "Python") == (
        '<span class="n">x</span> <span class="o">=</span> <span class="mi">1</span>\n'
    )


@pytest.mark.parametrize("language", ["", "no-such-language", " "])
def test_unknown_languages(language: str) -> None:
    assert highlight("x", language) is None


@pytest.mark.parametrize("code", ["", "\n", "a", "\n\n a \n\n", "\ta\n"])
def test_white_space_is_kept(code: str) -> None:
    assert highlight(code, "text") == code


def test_very_long_code_is_escaped_only() -> None:
    assert highlight("<&>" * 100_000, "python") == "&lt;&amp;&gt;" * 100_000


def test_the_same_code_in_two_languages() -> None:
    assert highlight("class a", "python") != highlight("class a", "text")


def test_style_sheet() -> None:
    assert ".code .k {" in highlight_css("default", ".code")
    assert highlight_css("no such style") == highlight_css("default")
