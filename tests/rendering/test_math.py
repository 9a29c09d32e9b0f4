"""TeX becomes MathML where the dialect marked it, and nowhere else."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreword.rendering.dialects import make_dialect
from foreword.rendering.document import render_article
from foreword.rendering.math import mathml, with_mathml


def test_kramdown_formulas_become_mathml():
    html = render_article(make_dialect("kramdown"), "a $$x_1$$ b\n\n$$\n\\frac{a}{b} < c\n$$\n").html
    shown = with_mathml(html)
    assert "<msub><mi>x</mi><mn>1</mn></msub>" in shown
    assert 'display="block"' in shown
    assert "<mfrac>" in shown
    assert "\\(" not in shown
    assert "\\[" not in shown


def test_code_and_attributes_stay():
    html = r'<p title="\(x\)"><code>\(x\)</code></p><pre>\[y\]</pre>'
    assert with_mathml(html) == html


def test_a_mark_that_opens_nothing_leaves_the_next_formula():
    shown = with_mathml(r"<p>\(a <b>b</b> \(x\) <code>\(y\)</code> \[z</p>")
    assert shown.startswith(r"<p>\(a <b>b</b> <math ")
    assert shown.endswith(r" <code>\(y\)</code> \[z</p>")


@pytest.mark.parametrize(
    "html",
    [
        "\\(" * 50_000,
        "\\(a" * 30_000 + "<\\)",
        "<pre" * 20_000 + "\\(",
        "<" * 60_000 + "\\(",
        "<code>" * 20_000 + "\\(",
    ],
)
def test_marks_without_number_take_no_longer_than_others(html):
    begin = perf_counter()
    assert with_mathml(html) == html
    assert perf_counter() - begin < 2


def test_what_is_no_tex_stays_as_written():
    assert with_mathml(r"<p>\(\frac{\)</p>") == r"<p>\(\frac{\)</p>"
    assert mathml("x^", display=False) is None


@given(st.text(alphabet="\\()[]{}^_&%$abx1<> \n", max_size=40))
def test_any_text_is_converted_or_left(tex):
    found = mathml(tex, display=True)
    assert found is None or found.startswith("<math ")
