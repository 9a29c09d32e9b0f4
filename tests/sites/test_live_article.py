"""A post with templates, edit by edit: what the preview has been told is always the whole article, and nothing else."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foreword.front_matter import read_head
from foreword.rendering.document import render_article
from foreword.rendering.live import Replace, Unit
from foreword.sites import open_site
from foreword.sites.article import ArticleSource, article_source
from foreword.sites.live_article import LiveArticle, lines_changed
from foreword.text import LineEdit, split_lines
from sites.helpers import write

NOW = datetime.fromisoformat("2026-11-24T22:30:00-05:00")
JEKYLL = {
    "_config.yml": "title: Blog\n",
    "_includes/box.html": "<div class='box' markdown='1'>{{ include.text }}</div>\n",
    "_data/list.yml": "- one\n- two\n",
    "_posts/2020-01-02-x.md": "",
    "_posts/2019-01-02-other.md": "---\ntitle: Other\n---\n",
}
HUGO = {
    "hugo.toml": 'title = "Blog"\n',
    "content/posts/x.md": "",
    "content/posts/other.md": "+++\ntitle='O'\n+++\n",
}
HEXO = {
    "_config.yml": "title: Blog\n",
    "package.json": '{"hexo": {"version": "7"}}',
    "source/_posts/x.md": "",
}
ZOLA = {"config.toml": 'base_url = "https://e.de"\n', "content/x.md": "+++\n+++\n"}
LINES = {
    "jekyll": [
        "", "", "text *and* more", "- item", "  - deeper", "> quote", "# Head", "```", "    code", "[^1]: note", "see[^1] [r]",
        "[r]: /x", "| a | b |", "{: .klass}", "<div>", "</div>", "{{ page.title }}", "{% include box.html text='a' %}",
        "{% if page.title %}", "{% else %}", "{% endif %}", "{% for x in site.data.list %}", "* {{ x }}", "{% endfor %}",
        "{% highlight ruby %}", "puts 1", "{% endhighlight %}", "{% raw %}", "{% endraw %}", "{{ 'a' | upcase",
        "{% comment %}", "{% endcomment %}", "{% assign y = 'q' %}", "{{ y }}{{ z }}", "{% post_url 2019-01-02-other %}",
        "{{ site.posts | size }}", "{%- unknown -%}", "{% capture c %}", "{% endcapture %}{{ c | markdownify }}", "{% break %}",
    ],
    "hugo": [
        "", "", "text *and* more", "- item", "> quote", "# Head", "```", "    code", "[^1]: note", "see[^1] [r]", "[r]: /x",
        "<div>", "</div>", '{{< figure src="/a.png" caption="c" >}}', "{{< youtube abc >}}", "{{< highlight go >}}",
        "{{< /highlight >}}", "{{% unknown %}}", "{{% /unknown %}}", '{{< ref "other.md" >}}', "{{< /* x */ >}}", "{{<",
        "{{< details >}}", "{{< /details >}}", "a {{< gist a b >}} c", "{{< param title >}}",
    ],
}  # fmt: skip


class Page:
    """What the preview shows: the units as the patches have made them."""

    def __init__(self, source: ArticleSource, body: str) -> None:
        self.source = source
        self.lines = list(split_lines(body))
        self.article = LiveArticle(source, self.lines)
        self.units: list[Unit] = []
        self.take()

    def take(self) -> None:
        for _ in range(1000):
            patch = self.article.step(1.0)
            for change in patch.changes:
                if isinstance(change, Replace):
                    at = next(i for i, unit in enumerate(self.units) if unit.id == change.unit_id)
                    self.units[at] = Unit(change.unit_id, change.html, self.units[at].lines)
                else:
                    self.units[change.index : change.index + change.removed] = change.added
            if patch.complete:
                return
        pytest.fail("the article is never complete")

    def edit(self, edit: LineEdit) -> None:
        self.lines[edit.first : edit.first + edit.removed] = edit.lines
        self.article.edit(edit)
        self.take()

    def check(self) -> None:
        expansion = self.source.expand("\n".join(self.lines))
        expected = expansion.restore(render_article(self.source.dialect, expansion.text).html)
        assert "".join(unit.html for unit in self.units) == expected
        assert self.article.complete
        assert len({unit.id for unit in self.units}) == len(self.units)
        for line in range(len(self.lines)):
            place = self.article.unit_at_line(line + 0.5)
            if place is None:
                continue
            assert place[0] in {unit.id for unit in self.units}
            assert 0 <= place[1] <= 1
            back = self.article.line_at_unit(*place)
            assert back is not None
            assert 0 <= back <= len(self.lines)
        assert all(0 <= notice.line < max(1, len(self.lines)) for notice in self.article.notices)


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., ArticleSource]:
    """A source of a post in a small site of each generator."""
    roots = {
        "jekyll": (write(tmp_path_factory.mktemp("jekyll"), JEKYLL), "_posts/2020-01-02-x.md"),
        "hugo": (write(tmp_path_factory.mktemp("hugo"), HUGO), "content/posts/x.md"),
        "hexo": (write(tmp_path_factory.mktemp("hexo"), HEXO), "source/_posts/x.md"),
        "zola": (write(tmp_path_factory.mktemp("zola"), ZOLA), "content/x.md"),
    }

    def source(generator: str, fields: dict[str, object]) -> ArticleSource:
        root, path = roots[generator]
        made = article_source(open_site(root), root / path, NOW)
        made.set_fields(fields)
        return made

    return source


@pytest.mark.parametrize("generator", LINES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_edit_of_a_made_up_post(
    generator: str, make: Callable[..., ArticleSource], data: st.DataObject
) -> None:
    lines = st.lists(st.sampled_from(LINES[generator]), max_size=12)
    page = Page(make(generator, {"title": "T"}), "\n".join(data.draw(lines)))
    page.check()
    for _ in range(data.draw(st.integers(1, 6))):
        first = data.draw(st.integers(0, len(page.lines)))
        removed = data.draw(st.integers(0, min(3, len(page.lines) - first)))
        added = data.draw(st.lists(st.sampled_from(LINES[generator]), max_size=3))
        if len(page.lines) - removed + len(added):
            page.edit(LineEdit(first, removed, tuple(added)))
            page.check()


def corpus_posts(shared: Path, generator: str) -> list[str]:
    """Real posts with templates: Jekyll's from the references, Hugo's from wherever in the corpus shortcodes stand."""
    if generator == "jekyll":
        with gzip.open(shared / "fidelity" / "jekyll.jsonl.gz", "rt", encoding="utf-8") as lines:
            posts = [json.loads(line) for line in lines]
        return [post["source"] for post in posts if post["uses_liquid"] and len(post["source"]) < 15_000]
    texts = (path.read_bytes() for path in sorted((shared / "corpus").rglob("*.md")))
    found = (text.decode("utf-8", "replace") for text in texts if b"{{<" in text or b"{{%" in text)
    return [text for text in found if len(text) < 15_000]


@pytest.mark.parametrize("generator", ["jekyll", "hugo"])
def test_random_edits_of_real_posts(generator: str, make: Callable[..., ArticleSource], shared: Path) -> None:
    chance = random.Random(7)
    posts = corpus_posts(shared, generator)
    assert len(posts) >= 20
    for text in chance.sample(posts, 20):
        head = read_head(text)
        page = Page(make(generator, dict(head.fields)), text[head.end :])
        page.check()
        for _ in range(6):
            first = chance.randrange(len(page.lines) + 1)
            removed = min(chance.randrange(3), len(page.lines) - first)
            lines = chance.sample(LINES[generator], chance.randrange(3)) or ["x"]
            page.edit(LineEdit(first, removed, tuple(lines)))
            page.check()


def test_new_front_matter_shows(make: Callable[..., ArticleSource]) -> None:
    page = Page(make("jekyll", {"title": "A"}), "one\n\n{{ page.title }}\n\ntwo")
    before = [unit.id for unit in page.units]
    page.article.set_fields({"title": "B"})
    page.source.set_fields({"title": "B"})
    page.take()
    page.check()
    assert "B" in "".join(unit.html for unit in page.units)
    assert before[0] == page.units[0].id


def test_lines_and_units_of_a_loop(make: Callable[..., ArticleSource]) -> None:
    body = "first\n\n{% for x in site.data.list %}{{ x }}\n\n{% endfor %}\nlast"
    page = Page(make("jekyll", {}), body)
    shown = {line: page.article.unit_at_line(line) for line in (0, 2, 5)}
    texts = {
        line: next(u.html for u in page.units if place and u.id == place[0]) for line, place in shown.items()
    }
    assert "first" in texts[0]
    assert "last" in texts[5]
    for unit in page.units:
        line = page.article.line_at_unit(unit.id, 0)
        if "one" in unit.html or "two" in unit.html:
            assert line is not None
            assert 2 <= line < 3


@pytest.mark.parametrize(
    ("old", "new"), [("abc", "abc"), ("abc", "axc"), ("aab", "aaab"), ("", "a"), ("ab", ""), ("aba", "a")]
)
def test_the_edit_between_two_texts(old: str, new: str) -> None:
    edit = lines_changed(list(old), list(new))
    made = list(old)
    if edit is not None:
        made[edit.first : edit.first + edit.removed] = edit.lines
    assert "".join(made) == new
    assert (edit is None) == (old == new)


@pytest.mark.parametrize(
    ("generator", "body", "edit"),
    [
        ("hexo", "```\n{% quote %}\ntext\n```", LineEdit(0, 1, ())),
        ("hexo", "{{ a\n\nb", LineEdit(2, 1, ("b }}",))),
        ("zola", "{{ a(\n\nb", LineEdit(2, 1, ("b=1) }}",))),
    ],
)
def test_a_template_that_comes_to_be_far_from_its_braces(
    make: Callable[..., ArticleSource], generator: str, body: str, edit: LineEdit
) -> None:
    page = Page(make(generator, {}), body)
    page.check()
    page.edit(edit)
    page.check()
    assert "cannot be run here" in "".join(notice.message for notice in page.article.notices)


@pytest.mark.parametrize("body", ["one {{ page.title }}", "one {{ page", "one"])
def test_edits_faster_than_rendering(
    make: Callable[..., ArticleSource], monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    """What was typed meanwhile is expanded once, also before anything was shown."""
    page = Page(make("jekyll", {"title": "A"}), body)
    expanded: list[str] = []
    expand = page.source.expand
    monkeypatch.setattr(page.source, "expand", lambda text: expanded.append(text) or expand(text))
    page.article = LiveArticle(page.source, page.lines)
    page.units = []
    for word in ("{{ page.", "{{ page.title", "{{ page.title }}", "a {{ page.title }}"):
        page.article.edit(LineEdit(1, 0, (word,)))
        page.lines.insert(1, word)
        assert not page.article.complete
    page.take()
    assert len(expanded) == 1
    page.check()


def test_another_front_matter_may_turn_templates_on_and_off(make: Callable[..., ArticleSource]) -> None:
    page = Page(make("jekyll", {"title": "A", "render_with_liquid": False}), "one {{ page.title }}")
    assert "page.title" in page.units[0].html
    for fields in ({"title": "A"}, {"title": "A", "render_with_liquid": False}):
        page.article.set_fields(fields)
        page.source.set_fields(fields)
        page.take()
        page.check()


def test_lines_that_the_body_lacks_are_refused(make: Callable[..., ArticleSource]) -> None:
    page = Page(make("jekyll", {}), "a\nb")
    with pytest.raises(ValueError, match="no lines"):
        page.article.edit(LineEdit(1, 2, ()))
