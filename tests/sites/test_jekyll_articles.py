"""What the real Jekyll makes of posts is what the article shows: text after Liquid, addresses, states and moments."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from foreword.rendering.document import render_article
from foreword.sites import Site, open_site
from foreword.sites.article import article_source
from sites.helpers import fields_of, need_program, write

PLUGIN = """
require "json"
Jekyll::Hooks.register [:documents, :pages], :post_convert do |it|
  written = it.respond_to?(:write?) ? it.write? : true
  date = it.data["date"].respond_to?(:to_time) ? it.data["date"].to_time.getutc.iso8601 : nil
  ($told ||= []) << {path: it.relative_path, url: it.url, html: it.content, date: date} if written
end
Jekyll::Hooks.register(:site, :post_render) { |_| File.write(ENV["TOLD"], JSON.generate($told)) }
"""
EVERYTHING = """Para *one* [l].

{{ page.url }}|{{ page.id }}|{{ page.path }}|{{ page.slug }}|{{ page.title }}|{{ page.draft }}|{{ page.collection }}
{{ page.categories | join: "," }}|{{ page.tags | join: "," }}|{{ page.layout }}|{{ page.author }}|{{ page.x | jsonify }}
{{ page.date | date: "%Y %z" }}|{{ page.next.url }}|{{ page.previous.url }}|{{ page.previous.next.title }}

{{ page.excerpt }}

[l]: /target
"""


def post(**fields: str) -> str:
    """A post with these fields, whose body shows all that templates know of it."""
    body = fields.pop("body", EVERYTHING)
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in fields.items()) + f"---\n{body}"


POSTS = {
    "_posts/2020-01-02-plain.md": post(title="Plain"),
    "_posts/20-01-03-two-digits.md": post(title="Two"),
    "_posts/2020-01-04-Üñi cödé.md": post(categories='[Ünï, "C d/e"]', tags="t1 t2"),
    "_posts/2020-01-05-slugged.md": post(slug="My Slug é", category="one"),
    "_posts/2020-01-06-permalink.md": post(permalink="/a b/:categories/:slug/", categories="q"),
    "_posts/2020-01-07-a(b)[c]+d#e%f?.md": post(title="Signs"),
    "_posts/2020-01-08-written.html": post(title="Written", body="<p>*x* {{ page.url }}</p>"),
    "_posts/2020-01-09-after-html.md": post(tag="single", tags="not these"),
    "_posts/2020-01-10-numbers.md": post(tags="[1.5, ~, x]"),
    "_posts/2020-01-11-mapping.md": post(tags="{a: b}"),
    "_posts/2020-01-12-own-excerpt.md": post(excerpt='"given *e*"'),
    "_posts/2020-01-13-separator.md": post(
        excerpt_separator="<!--more-->",
        body="A *b* [l].\n\nC\n<!--more-->\nD\n\n[l]: /x\n\n{{ page.excerpt }}!\n",
    ),
    "_posts/2020-01-14-open-block.md": post(
        x="7", body="A {% if page.x == 7 %}seven\n\nB{% endif %}\n\nq {{ page.excerpt }}\n"
    ),
    "_posts/2020-01-15-no-liquid.md": post(render_with_liquid="false", body="{{ page.x }}\n"),
    "_posts/2020-01-16-others.md": post(
        body="x\n\n{{ page.previous.excerpt }}|{{ page.previous.content }}|{{ page.next.content }}|"
        "{% for c in site.categories %}{{ c[0] }} {% endfor %}|"
        "{% for c in site.collections %}{{ c.label }} {{ c.docs.size }} {{ c.relative_directory }};{% endfor %}\n"
    ),
    "_posts/inner/2020-01-17-inner.md": post(title="Inner"),
    "cat/Sub Cat/_posts/2020-01-18-in-category.md": post(categories="own"),
    "_posts/2020-01-19-code.md": post(
        body="- item\n  {% highlight ruby %}\n  x = 1\n  {% endhighlight %}\n- two\n\n"
        "text {% highlight ruby %}x{% endhighlight %} after\n"
    ),
    "_posts/2020-01-20-cells.md": post(
        body="{% for row in site.data.t %}{{ row.a }}{% if row.b %}[{{ row.b }}]{% endif %};{% endfor %}"
        "{{ site.data.t | jsonify }}\n"
    ),
    "_posts/2020-01-21-tags.md": post(
        body="{% include /i.md %}{% comment %}{% raw %}{% endcomment %}{% endraw %}{% endcomment %}"
        "{{ '5 Mar 2019 10pm' | date: '%F %T' }} {{ site.static_files | size }} {% post_url 2020-1-2-plain %}\n"
    ),
    "_posts/2120-01-01-future.md": post(title="Future"),
    "_posts/2020-01-22-unpublished.md": post(published="false"),
    "_drafts/cat/idea.md": post(date="2020-06-07"),
    "cat/_drafts/2020-06-08-idea.md": post(title="x"),
    "index.md": post(title="I"),
    ".hidden/page.md": post(title="H"),
    "_data/t.csv": 'a,b,c\nx,,""\n"y ""q""","1\n2"\n',
    "_includes/i.md": "included",
}
DOCUMENTS = {
    "_docs/a.md": post(title="A", date="2020-02-03"),
    "_docs/b/c.md": post(title="C", slug="sss", date="2020-02-03"),
    "_docs/2020-01-01-dated.md": post(title="Dated", permalink="/:collection/:title-:slug-:name-:year"),
    "_docs/hidden.md": post(published="false"),
    "_docs/future.md": post(date="2130-01-01"),
}
DEFAULTS = """
permalink: /:categories/:title
defaults:
- {scope: {path: ""}, values: {layout: base, author: Base, x: {a: 1, b: 2}}}
- {scope: {path: "", type: posts}, values: {layout: post, categories: given}}
- {scope: {path: "", type: drafts}, values: {author: Draft}}
- {scope: {path: "", type: post}, values: {author: Old}}
- {scope: {path: "_posts/sub*"}, values: {author: Glob, x: {a: 9}}}
- {scope: {path: "_posts/*/deep"}, values: {author: Deep}}
- {scope: {path: "/_posts/slash/"}, values: {author: Slash}}
- {scope: {path: "./_posts/slash"}, values: {author: Dot}}
- {scope: {path: "_posts/tags"}, values: {tags: [d1, d2], category: dc}}
"""
SITES: Mapping[str, Mapping[str, str]] = {
    "usual": {"_config.yml": "include: [.hidden]\n", **POSTS},
    "elsewhere": {
        "_config.yml": "timezone: America/New_York\npermalink: /:year/:i_month/:hour/:path/:title/\n",
        **POSTS,
    },
    "drafts": {
        "_config.yml": "show_drafts: true\nfuture: true\nunpublished: true\npermalink: ordinal\n",
        **POSTS,
    },
    "whole excerpts": {"_config.yml": 'excerpt_separator: "<!-- more -->"\npermalink: pretty\n', **POSTS},
    "no excerpts": {"_config.yml": 'excerpt_separator: ""\npermalink: none\n', **POSTS},
    "collections": {
        "_config.yml": "collections:\n  posts: {permalink: /p/:year/:title}\n  docs: {output: true, order: [b/c.md, a.md]}\n",
        **POSTS,
        **DOCUMENTS,
    },
    "collections elsewhere": {
        "_config.yml": "collections_dir: col\ncollections: {docs: {output: true}}\n"
        "defaults: [{scope: {path: col/_docs}, values: {author: D}}, {scope: {path: _posts/sub}, values: {author: S}}]\n",
        "col/_posts/2020-01-01-a.md": post(
            body=EVERYTHING + "{% include_relative sub/x.txt %} {% link _docs/x.md %}"
        ),
        "col/_posts/sub/x.txt": "included",
        "col/_posts/sub/2020-01-02-b.md": post(title="B"),
        "col/_docs/x.md": post(title="X", date="2020-02-03"),
        "_posts/2020-01-03-outside.md": post(title="O"),
        "col/page.md": post(title="P"),
    },
    "defaults": {
        "_config.yml": DEFAULTS,
        "_posts/2020-01-01-a.md": post(title="A"),
        "_posts/sub1/2020-01-02-b.md": post(title="B"),
        "_posts/sub1/deep/2020-01-03-c.md": post(author="Own"),
        "_posts/sub2/deep/2020-01-03-d.md": post(x="{b: 3}"),
        "_posts/slash/2020-01-08-x.md": post(author=""),
        "_posts/tags/2020-01-09-t.md": post(tags="[own]"),
        "_posts/tags/2020-01-10-t.md": post(category="own2"),
        "page.md": post(title="P"),
    },
}


def told(folder: Path) -> dict[str, dict[str, str]]:
    """By path, what Jekyll makes of every file that it writes."""
    (folder / "_plugins").mkdir()
    (folder / "_plugins" / "tell.rb").write_text(PLUGIN, encoding="utf-8")
    answers = folder.parent / "told.json"
    command = [need_program("jekyll"), "build", "-q", "-s", str(folder), "-d", str(folder.parent / "out")]
    environment = {**os.environ, "TOLD": str(answers), "TZ": "UTC", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    subprocess.run(
        [*command, "--disable-disk-cache"], check=True, capture_output=True, timeout=120, env=environment
    )
    base = "col/" if (folder / "col").is_dir() else ""
    found = {row["path"]: row for row in json.loads(answers.read_text(encoding="utf-8"))}
    return {
        f"{base}{path}" if path.startswith("_") else path: row
        for path, row in found.items()
        if path.endswith(".md")
    }


def article(site: Site, path: Path) -> str:
    """The article that the preview shows."""
    text = path.read_text(encoding="utf-8")
    source = article_source(site, path, datetime.now(UTC))
    source.set_fields(fields_of(site, path))
    expansion = source.expand(text.partition("---\n")[2].partition("---\n")[2])
    return expansion.restore(render_article(source.dialect, expansion.text).html)


def plain(html: str) -> list[str]:
    """HTML without the colours of code and without empty lines."""
    lines = re.sub(r"</?span[^>]*>", "", html).splitlines()
    return [line.strip() for line in lines if line.strip()]


@pytest.mark.parametrize("name", SITES)
def test_articles_addresses_and_states(name: str, tmp_path: Path) -> None:
    folder = write(tmp_path / "site", SITES[name])
    expected = told(folder)
    site = open_site(folder)
    now = datetime.now(UTC)
    written = {}
    for path in site.find_posts():
        state = site.state(path, fields_of(site, path), now)
        if state.status in ("published", "page"):
            written[path.relative_to(folder).as_posix()] = site.permalink(path, fields_of(site, path))
    assert written == {path: row["url"] for path, row in expected.items()}
    found = {path: plain(article(site, folder / path)) for path in expected}
    assert found == {path: plain(row["html"]) for path, row in expected.items()}
