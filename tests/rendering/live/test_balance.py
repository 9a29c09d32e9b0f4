"""What a piece of HTML leaves open."""

from __future__ import annotations

from time import perf_counter

import pytest

from foreword.rendering.live.balance import balance_of
from foreword.rendering.live.open_elements import OpenElements


@pytest.mark.parametrize(
    "html",
    [
        "",
        "text &lt;b&gt;",
        "<p>a <b>b</b> <br> <img src='a>b'> <!-- <div> --></p>",
        "<ul><li>a<li>b</ul>",
        "<a title=it's>it's</a>",
        "<dl><dt>a<dd>b</dl><table><tr><td>a<td>b<tr></table>",
        "<body><p>a</p></html>",
        "<p>a <!--> b <!---> c</p>",
        "<script>if (a < b) document.write('<div>')</script>",
        "<svg><path d='M0'/><g/></svg>",
        "<DIV></div>",
        "<textarea><b></textarea>",
    ],
)
def test_balanced(html: str) -> None:
    assert balance_of(html).even


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<details><summary>s</summary>", ["details"]),
        ("</details>", ["/details"]),
        ("</b><div><p>", ["/b", "div", "p"]),
        ("<p>a <b>x</p>", ["b"]),
        ("<p>left open", ["p"]),
        ("a <!-- open", ["!--"]),
        ("a <!-- open >", ["!--"]),
        ("a <?php echo", ["!--"]),
        ("a <div class='x", ["!--"]),
        ("<script>a", ["!--"]),
        ("<div/>", ["div"]),
        # A block closes the paragraph in which it begins, so the paragraph's end is without a beginning.
        ("<p>a <div></p>", ["div", "/p"]),
        ("<p>a <table><tr><td></p>", ["table", "tbody", "tr", "td"]),
        ("<h2>a <div></h2>", []),
        ("<span>a <div></span>", ["span", "div"]),
        ("<b>a <div></b>", ["div"]),
        ("<b>a <i>b</b>", ["i"]),
        ("<td>x</td>", ["td", "/td"]),
        ("<li>x</li>", ["li", "/li"]),
        ("<div></section></div>", ["div", "/section", "/div"]),
    ],
)
def test_unbalanced(html: str, left: list[str]) -> None:
    assert balance_of(html).left == tuple(left)


@pytest.mark.parametrize(
    ("html", "begins", "has"),
    [
        ("<p>a", True, True),
        (" <!-- c --> <DIV>", True, True),
        ("<b>a</b><p>", False, True),
        ("a<p>", False, True),
        ("<b>a</b>", False, False),
        ("", False, False),
    ],
)
def test_what_closes_a_paragraph(html: str, begins: bool, has: bool) -> None:
    assert (balance_of(html).begins_block, balance_of(html).has_block) == (begins, has)


def test_open_elements_between_blocks() -> None:
    opened = OpenElements()
    opened.pass_(["div", "b"])
    assert opened
    opened.pass_(["/p"])
    assert opened.names == ["div", "b"]
    opened.pass_(["/div"])
    assert opened.names == ["b"]
    opened.pass_(["/b"])
    assert not opened
    opened.pass_(["td", "/td"])
    assert not opened


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 20_000,
        "<div><b>" * 10_000 + "</div>" * 10_000,
        "<b>" * 10_000 + "</p>" * 5_000,
        "<i><div>" * 5_000 + "</i>" * 5_000,
        "<ul>" * 10_000 + "<li>" * 10_000,
        "<div></span>" * 10_000,
        "<!-- -->" * 10_000 + "x<p>",
        "<a " * 30_000,
        "<a b='" + "<a b=\"'>" * 8_000,
    ],
)
def test_tags_without_number_take_no_longer_than_others(html: str) -> None:
    begin = perf_counter()
    balance_of(html)
    assert perf_counter() - begin < 1
