"""What a piece of HTML leaves open."""

from __future__ import annotations

import pytest

from foreword.rendering.live.balance import Balance, OpenElements, balance_of


@pytest.mark.parametrize(
    "html",
    [
        "",
        "text &lt;b&gt;",
        "<p>a <b>b</b> <br> <img src='a>b'> <!-- <div> --></p>",
        "<ul><li>a<li>b</ul>",
        "<p>left open, as any block after it closes it",
        "<script>if (a < b) document.write('<div>')</script>",
        "<svg><path d='M0'/><g/></svg>",
        "<DIV></div>",
        "<textarea><b></textarea>",
    ],
)
def test_balanced(html: str) -> None:
    assert balance_of(html).even


@pytest.mark.parametrize(
    ("html", "closes", "opens"),
    [
        ("<details><summary>s</summary>", (), ("details",)),
        ("</details>", ("details",), ()),
        ("</b><div><p>", ("b",), ("div", "p")),
        ("<p>a <b>x</p>", (), ("b",)),
        ("a <!-- open", (), ("!--",)),
        ("a <div class='x", (), ("!--",)),
        ("<script>a", (), ("script",)),
        ("<div/>", (), ("div",)),
    ],
)
def test_unbalanced(html: str, closes: tuple[str, ...], opens: tuple[str, ...]) -> None:
    assert balance_of(html) == Balance(closes, opens)


def test_open_elements_between_blocks() -> None:
    opened = OpenElements()
    opened.pass_(Balance((), ("div", "b")))
    assert opened
    opened.pass_(Balance(("p",), ()))
    assert opened
    opened.pass_(Balance(("div",), ()))
    assert not opened
