"""Hugo's own shortcodes against what Hugo made of them (fixtures/hugo_site), and those that only the site knows."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from datetime import UTC, tzinfo
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foreword.errors import FileProblem
from foreword.rendering.dialects import make_dialect
from foreword.rendering.document import render_article
from foreword.rendering.site_context import PostPlace
from foreword.rendering.templates.expansion import Expansion
from foreword.rendering.templates.jekyll_yaml import split_head
from foreword.rendering.templates.shortcodes import expand_shortcodes

SITE = Path(__file__).resolve().parents[2] / "fixtures" / "hugo_site"
PAGES = sorted(path.stem for path in (SITE / "expected").glob("*.html"))
GOLDMARK = {"renderer": {"unsafe": True}, "extensions": {"typographer": False}}
DIALECT = make_dialect("goldmark", GOLDMARK)


class HugoSite:
    """As much of the fixture site as shortcodes ask for."""

    root = SITE
    config: Mapping[str, object] = {
        "baseURL": "https://example.org/",
        "markup": {"goldmark": GOLDMARK},
        "params": {"color": "blue", "deep": {"x": "from the site"}},
    }
    data: Mapping[str, object] = {}
    zone: tzinfo = UTC
    variables: Mapping[str, object] = {}
    posts: Sequence[PostPlace] = ()

    def include(self, name: str) -> str:
        raise FileProblem(name)

    def read_relative(self, post_path: str, name: str) -> str:
        raise FileProblem(post_path + name)

    def address_of(self, path: str) -> str | None:
        if not (SITE / path).is_file():
            return None
        return (
            "/" + path.removeprefix("content/").removesuffix("_index.md").removesuffix(".md").strip("/") + "/"
        )

    def post_address(self, name: str) -> str | None:
        return None

    def page(self, path: str, fields: Mapping[str, object], body: str) -> Mapping[str, object]:
        return {**fields, "path": path}


class Reading(HTMLParser):
    """HTML as a list of what it says: no colours, no white space between the elements, nothing for the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "span":
            return
        ignored = {"tabindex"} if tag == "iframe" else {"tabindex", "style"}
        kept = sorted((name, value or "") for name, value in attrs if name not in ignored)
        self.found.append(f"<{tag} {kept}>")

    def handle_endtag(self, tag: str) -> None:
        if tag != "span":
            self.found.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if words and self.found and not self.found[-1].startswith("<"):
            words = f"{self.found.pop()} {words}"
        if words:
            self.found.append(words)


def read(html: str) -> list[str]:
    reading = Reading()
    reading.feed(html)
    reading.close()
    return ["".join(item.split()) if not item.startswith("<") else item for item in reading.found]


def expanded(body: str, page: Mapping[str, object] | None = None) -> Expansion:
    return expand_shortcodes(body, HugoSite(), page or {"path": "content/posts/x.md"})


def article(expansion: Expansion) -> str:
    return expansion.restore(render_article(DIALECT, expansion.text).html)


def test_hugo_s_pages_are_there() -> None:
    assert PAGES == ["blocks", "figures", "texts", "videos"]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_as_hugo_makes_it(name: str) -> None:
    path = f"content/posts/{name}.md"
    fields, body = split_head((SITE / path).read_text(encoding="utf-8"))
    found = expanded(body, {**fields, "path": path})
    wanted = (SITE / "expected" / f"{name}.html").read_text(encoding="utf-8")
    assert found.notices == ()
    assert read(article(found)) == read(wanted)


def test_the_site_s_own_is_a_card_with_its_arguments() -> None:
    found = expanded('before {{< own "a *b*" size=3 >}} after')
    html = article(found)
    assert "<p>before <span" in html
    assert "<b>own</b> <code>&quot;a *b*&quot; size=3</code></span> after</p>" in html
    assert [notice.line for notice in found.notices] == [0]


def test_the_content_of_the_site_s_own_is_rendered() -> None:
    html = article(
        expanded(
            "{{< own >}}\nInner **bold** {{< param color >}}.\n{{< /own >}}\n\n{{% box a %}}\n- x\n{{% /box %}}"
        )
    )
    assert "<p>Inner <strong>bold</strong> blue.\n</p>" in html.replace(".</p>", ".\n</p>")
    assert "<li>x</li>" in html.replace("\n", "")
    assert html.count("foreword-card-shortcode") == 2


@pytest.mark.parametrize(
    "shortcode",
    ['{{< ref "nowhere.md" >}}', "{{< param nothing >}}", "{{< youtube >}}", '{{< x user="a" id="1" >}}'],
)
def test_what_cannot_be_known_is_a_card(shortcode: str) -> None:
    found = expanded(f"a\n\nb {shortcode} c")
    assert "foreword-card" in article(found)
    assert found.notices[0].line == 2


def test_within_an_address_no_card_is_put() -> None:
    found = expanded('[a]({{< ref "nowhere.md" >}})')
    assert article(found) == '<p><a href="#">a</a></p>\n'


def test_segments_tell_text_from_shortcodes() -> None:
    found = expanded("ab {{< param color >}} cd")
    assert [(s.source_start, s.source_end, s.literal) for s in found.segments] == [
        (0, 3, True),
        (3, 22, False),
        (22, 25, True),
    ]


def test_a_broken_shortcode_stays_as_it_is() -> None:
    found = expanded('a {{< b "c >}} d\n{{< >}} {{%')
    assert found.text == found.source
    assert len(found.notices) == 3


PARTS = st.sampled_from(
    [
        "{{<",
        "{{%",
        ">}}",
        "%}}",
        "{{</*",
        "{{%/*",
        "*/>}}",
        "*/%}}",
        "/own",
        "own",
        "param",
        "color",
        "figure",
        "details",
        "highlight",
        "src=",
        '"',
        "`",
        "\\",
        "=",
        "a.png",
        "/>",
        "x",
        "y",
        "\n",
        "-",
        "*",
        "**",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(PARTS, PARTS, st.text(max_size=3)), max_size=30).map(" ".join))
def test_any_text_expands(source: str) -> None:
    found = expanded(source)
    assert "".join(found.text[s.out_start : s.out_end] for s in found.segments) == found.text
    assert all(
        found.text[s.out_start : s.out_end] == source[s.source_start : s.source_end]
        for s in found.segments
        if s.literal
    )
    article(found)


@pytest.mark.parametrize(
    "piece", ["{{<", "{{< a ", '{{< a "', "{{< a `", "{{</*", "{{< a >}}", "{{< /a >}}", "{{% details %}}"]
)
def test_many_of_them_take_little_time(piece: str) -> None:
    started = time.process_time()
    expanded(piece * (100_000 // len(piece)))
    assert time.process_time() - started < 2
