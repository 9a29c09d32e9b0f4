"""The Markdown that a site's generator makes of a post: what its templates know, and what they give."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from foreword.rendering.document import render_article
from foreword.sites import open_site
from foreword.sites.article import ArticleSource, article_source
from sites.helpers import need_program, write

POST = "_posts/2020-01-02-x.md"
PAGE = "{{ page.path }} {{ page.url }} {{ page.date | date: '%F' }} {{ page.categories | join: '+' }}\n"


def source_of(
    root: Path, now: datetime, path: str = POST, fields: dict[str, object] | None = None
) -> ArticleSource:
    source = article_source(open_site(root), root / path, now)
    source.set_fields(fields or {})
    return source


def test_a_post_knows_its_place(tmp_path: Path, now: datetime) -> None:
    write(tmp_path, {"_config.yml": "url: x\n", f"news/{POST}": ""})
    source = source_of(tmp_path, now, f"news/{POST}", {"categories": ["a b"]})
    assert source.expand(PAGE).text == f"news/{POST} /news/a%20b/2020/01/02/x.html 2020-01-02 news+a b\n"


def test_new_front_matter_gives_a_new_expansion(tmp_path: Path, now: datetime) -> None:
    write(tmp_path, {"_config.yml": "", POST: ""})
    source = source_of(tmp_path, now, fields={"title": "A"})
    assert source.expand("{{ page.title }}").text == "A"
    source.set_fields({"title": "B"})
    assert source.expand("{{ page.title }}").text == "B"


def test_a_text_without_templates_is_left_alone(tmp_path: Path, now: datetime) -> None:
    write(tmp_path, {"_config.yml": "", POST: ""})
    found = source_of(tmp_path, now).expand("a { b }\n% c")
    assert (found.text, found.uses_templates) == ("a { b }\n% c", False)


FRAGMENTS = [
    "",
    "a",
    "a\n",
    "a\n\n",
    "\na\n",
    "- a\n- b\n",
    "# h\n",
    "| a |\n",
    "[a]: b",
    "<!-- x -->\n",
    " ",
]


def test_a_text_without_templates_loads_no_template_engine(tmp_path: Path) -> None:
    write(tmp_path, {"_config.yml": "", POST: ""})
    program = (
        "import sys; from datetime import datetime; from pathlib import Path; from foreword.sites import open_site; "
        "from foreword.sites.article import article_source; root = Path(sys.argv[1]); "
        f"source = article_source(open_site(root), root / {POST!r}, datetime.now().astimezone()); "
        "assert source.expand('# a { b }').text == '# a { b }'; assert 'liquid' not in sys.modules; "
        "assert source.expand('{{ 1 }}').text == '1'; assert 'liquid' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program, tmp_path], check=True)


def test_markdownify_ends_as_kramdown_does(tmp_path: Path, now: datetime) -> None:
    ruby = need_program("ruby")
    script = (
        "require 'kramdown'; require 'kramdown-parser-gfm'; require 'json'\\n"
        "puts JSON.dump(JSON.parse(STDIN.read).map { |t| Kramdown::Document.new(t, input: 'GFM').to_html })"
    ).replace("\\n", "\n")
    asked = subprocess.run(
        [ruby, "-e", script],
        input=json.dumps(FRAGMENTS),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    write(tmp_path, {"_config.yml": "", POST: ""})
    source = source_of(tmp_path, now)
    for fragment, expected in zip(FRAGMENTS, json.loads(asked.stdout), strict=True):
        body = f"{{% capture x %}}{fragment}{{% endcapture %}}{{{{ x | markdownify }}}}|"
        assert source.expand(body).text == f"{expected}|", fragment


@pytest.mark.parametrize("generator", ["jekyll", "hugo", "pelican", "plain"])
def test_placeholders_never_reach_the_page(generator: str, tmp_path: Path, now: datetime) -> None:
    files = {"jekyll": "_config.yml", "hugo": "hugo.toml", "pelican": "pelicanconf.py", "plain": "a.txt"}
    write(tmp_path, {files[generator]: "", "content/a.md": "", POST: ""})
    source = source_of(tmp_path, now, "content/a.md")
    expansion = source.expand("{{< youtube x >}} {% include nothing.html %} {{ nothing }}\n\n{{% x %}}\n")
    html = expansion.restore(render_article(source.dialect, expansion.text).html)
    assert not [key for key in expansion.replacements if key in html]


def test_a_post_knows_the_posts_beside_it(tmp_path: Path, now: datetime) -> None:
    dates = ("2018-01-02", "2019-01-02", "2099-01-02")
    others = {f"_posts/{day}-x.md": f"---\ntitle: Of {day}\n---\n" for day in dates}
    write(tmp_path, {"_config.yml": "", POST: "", **others})
    body = "{{ page.previous.title }}, {{ page.previous.url }}, {{ page.next.title }}|{% if page.next %}x{% endif %}"
    assert source_of(tmp_path, now).expand(body).text == "Of 2019-01-02, /2019/01/02/x.html, |"
    older = source_of(tmp_path, now, "_posts/2018-01-02-x.md", {"next": {"title": "own"}})
    assert older.expand(body).text == ", , own|x"
    middle = source_of(tmp_path, now, "_posts/2019-01-02-x.md")
    assert middle.expand("{{ page.next.url }}").text == "/2020/01/02/x.html"
