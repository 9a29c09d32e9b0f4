"""Templates that would run for ever, grow without end or reach outside the site: stopped, and the rest is rendered.

Times are those of the processor, which a busy machine does not stretch.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from foreword.rendering.templates.budget import Budget, Clocks, Limits, RanAway
from foreword.rendering.templates.constructs import constructs, places_of
from foreword.rendering.templates.evaluation import Evaluator
from foreword.rendering.templates.expansion import Expansion
from foreword.rendering.templates.helpers import Helpers
from foreword.rendering.templates.jekyll_folder import FolderContext, UnknownSite
from foreword.rendering.templates.liquid import expand

SECONDS = 2.0
TEN = '{% assign s = "aaaaaaaaaa" %}'
PAIR = '{% assign l = "a,b" | split: "," %}'
LONG_LIST = (
    '{% assign s = "b,a," %}{% for i in (1..14) %}{% assign s = s | append: s %}{% endfor %}'
    '{% assign l = s | split: "," %}'
)

RUNAWAYS = {
    "an endless loop": "{% for i in (1..1000000000) %}{% endfor %}",
    "a reversed range": "{% for i in (1..100000000000) reversed %}{{ i }}{% endfor %}",
    "nested loops": "{% for a in (1..1000) %}{% for b in (1..1000) %}{% for c in (1..1000) %}{% assign x = c %}"
    "{% endfor %}{% endfor %}{% endfor %}",
    "endless output": "{% for a in (1..100000000) %}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa{% endfor %}",
    "a table without end": "{% tablerow a in (1..100000000) %}x{% endtablerow %}",
    "a doubled text": TEN + "{% for i in (1..100) %}{% assign s = s | append: s %}{% endfor %}",
    "a doubled capture": TEN
    + "{% for i in (1..100) %}{% capture s %}{{ s }}{{ s }}{% endcapture %}{% endfor %}",
    "a multiplied text": TEN + '{% for i in (1..10) %}{% assign s = s | replace: "a", s %}{% endfor %}',
    "a number without end": "{% assign n = 99 %}{% for i in (1..99) %}{% assign n = n | times: n %}{% endfor %}",
    "a list of itself": PAIR
    + "{% for i in (1..100) %}{% assign l = l | push: l | push: l %}{% endfor %}{{ l | jsonify }}{{ l | join }}",
    "a doubled list": PAIR + "{% for i in (1..100) %}{% assign l = l | concat: l %}{% endfor %}",
    "an include of itself": "{% include itself.html %}",
    "includes that multiply": "{% include twice.html %}",
    "an include in its own loop": "{% include loop.html %}",
    "a missing file without end": "{% for i in (1..100000000) %}{% include missing.html %}{% endfor %}",
    "a range as a list": '{{ (1..1000000000) | join: "x" }}',
    "sorting without end": LONG_LIST + "{% for i in (1..100) %}{% assign m = l | sort %}{% endfor %}",
    "conditions without end": LONG_LIST
    + '{% for i in (1..100) %}{% assign m = l | where_exp: "x", "x == x" %}{% endfor %}',
    "many endless loops": "{% for i in (1..1000000000) %}x{% endfor %}\n" * 1500,
    "many long texts": TEN
    + "{% for i in (1..18) %}{% assign s = s | append: s %}{% endfor %}"
    + "".join(f'{{% assign a{index} = s | append: "x" %}}' for index in range(2500)),
}

MONSTERS = {
    "outputs without end": "{{ x }}" * 140_000,
    "unknown tags without end": "{% x %}" * 140_000,
    "blocks without end": "{% raw %}" * 110_000,
    "unclosed blocks": "{% if a %}" * 10000,
    "unclosed outputs": "{{" * 50000,
    "unclosed tags": "{%" * 50000,
    "unclosed raws": "{% raw %}" * 11000,
    "unclosed comments": "{% comment %}" * 8000,
    "half-closed outputs": "{{ a }" * 16000,
    "deep nesting": "{% if true %}" * 4000 + "x" + "{% endif %}" * 4000,
    "deep comments": "{% comment %}" * 4000 + "x" + "{% endcomment %}" * 4000,
    "a long word": "{% for " + "a" * 100000 + " %}",
    "a long file name": "{% include " + "a" * 50000 + " " + "b" * 50000 + " %}",
    "quotes": "{{ " + "\"'" * 50000 + " }}",
    "bars": "{{ a " + "|" * 100000 + " }}",
    "filters": "{{ a " + "| upcase " * 10000 + " }}",
    "dots": "{{ " + "a." * 50000 + " }}",
    "brackets": "{{ a" + "[" * 50000 + " }}",
    "parentheses": "{% if " + "(" * 50000 + " %}{% endif %}",
    "conditions": "{% if " + "a and " * 15000 + "b %}{% endif %}",
    "empty lines": "{{ a" + "\n" * 100000 + "}}",
    "empty blocks": "{% if a %}{% endif %}" * 5000,
    "angle brackets": '{{ "' + "<" * 99000 + '" | strip_html }}',
    "a wide date": '{{ "2020-01-01" | date: "%999999999d%999d" }}{{ "' + "1" * 99000 + '" | date: "%F" }}',
    "numbers": '{{ 99999999999999999 | date: "%F" }}{{ -99999999999999 | date_to_string }}{{ 9.9 | round: 999 }}',
}


@pytest.fixture
def site(tmp_path: Path) -> FolderContext:
    includes = tmp_path / "site" / "_includes"
    includes.mkdir(parents=True)
    (includes / "itself.html").write_text("{% include itself.html %}")
    (includes / "twice.html").write_text("x{% include twice.html %}{% include twice.html %}")
    (includes / "loop.html").write_text("{% for i in (1..100) %}{% include loop.html %}{% endfor %}")
    return FolderContext(tmp_path / "site")


def timed(site: FolderContext, template: str) -> tuple[Expansion, float]:
    started = time.process_time()
    found = expand(f"start {{{{ 1 | plus: 1 }}}}\n\n{template}\n\nend", site, {"path": "_posts/x.md"})
    return found, time.process_time() - started


@pytest.mark.parametrize("name", RUNAWAYS)
def test_a_template_that_runs_away_is_stopped_and_the_rest_is_rendered(
    name: str, site: FolderContext
) -> None:
    found, seconds = timed(site, RUNAWAYS[name])
    assert found.text.startswith("start 2\n\n")
    assert found.text.endswith("\n\nend")
    assert any("stopped" in notice.message for notice in found.notices)
    assert "foreword-card" in found.text
    assert seconds < SECONDS


@pytest.mark.parametrize("name", MONSTERS)
def test_a_monstrous_text_costs_no_more_time_than_a_template(name: str, site: FolderContext) -> None:
    found, seconds = timed(site, MONSTERS[name])
    assert found.text.startswith("start 2\n\n")
    assert found.text.endswith("\n\nend")
    assert seconds < SECONDS


def test_what_follows_a_runaway_still_has_its_variables(site: FolderContext) -> None:
    source = "{% assign a = 'kept' %}{% for i in (1..1000000000) %}{% endfor %}\n\n{{ a }} {{ a | upcase }}"
    assert expand(source, site, {}).text.endswith("kept KEPT")


@pytest.mark.parametrize(
    "tag",
    [
        "{% include ../secret.txt %}",
        "{% include ../../secret.txt %}",
        "{% include linked.txt %}",
        "{% include folder/secret.txt %}",
        "{% include {{ page.absolute }} %}",
        "{% include_relative ../../secret.txt %}",
        "{% include_relative linked.txt %}",
        "{% include_relative {{ page.absolute }} %}",
        "{% include a\0b %}",
    ],
)
def test_no_file_tag_reads_outside_the_site(tag: str, tmp_path: Path, site: FolderContext) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    posts = site.root / "_posts"
    posts.mkdir()
    (site.root / "_includes" / "linked.txt").symlink_to(secret)
    (site.root / "_includes" / "folder").symlink_to(tmp_path)
    (posts / "linked.txt").symlink_to(secret)
    found = expand(f"before {tag} after", site, {"path": "_posts/2020-01-01-x.md", "absolute": str(secret)})
    assert "SECRET" not in found.text
    assert "foreword-card" in found.text
    assert found.text.startswith("before ")
    assert found.text.endswith(" after")


def test_a_link_out_of_the_site_is_no_target(tmp_path: Path, site: FolderContext) -> None:
    (tmp_path / "secret.txt").write_text("SECRET")
    (site.root / "inside.txt").write_text("x")
    assert site.address_of("../secret.txt") is None
    assert site.address_of("inside.txt") == "/inside.txt"


def test_reading_a_large_site_is_not_the_template_s_fault() -> None:
    now = 0.0

    class SlowSite(UnknownSite):
        def post_address(self, name: str) -> str | None:
            nonlocal now
            now += 60
            return "/there/"

    found = Evaluator(SlowSite(), Helpers(), None, clocks=Clocks(lambda: now, lambda: now))
    source = "{% post_url a %}{% for i in (1..200) %}{% endfor %}"
    outcome = found.evaluate(source, places_of(source, constructs(source)), {})
    assert outcome.texts == ["/there/", ""]


def test_a_busy_machine_stops_nothing_that_does_no_work() -> None:
    work = world = 0.0
    budget = Budget(Limits(), Clocks(lambda: work, lambda: world))
    budget.begin()
    world = 100.0
    budget.look()
    work = 0.1
    with pytest.raises(RanAway):
        budget.look()


def test_each_construct_gets_half_of_what_is_left() -> None:
    work = 0.0
    budget = Budget(Limits(seconds=8), Clocks(lambda: work, lambda: 0.0))
    for used in (4.0, 2.0, 1.0):
        budget.begin()
        work += used - 0.001
        budget.look()
        work += 0.002
        with pytest.raises(RanAway):
            budget.look()
        work -= 0.001


BOMB = "a: &a [x, x]\n" + "".join(
    f"{name}: &{name} [*{before}, *{before}]\n"
    for before, name in zip("abcdefghijklmnopqrstuv", "bcdefghijklmnopqrstuvw", strict=True)
)


@pytest.mark.parametrize(
    "template",
    [
        "{{ site.data.bomb.w | sort }}{{ site.data.other.w | uniq | size }}",
        "{% if site.data.bomb.w == site.data.other.w %}x{% endif %}",
        "{% if site.data.self == site.data.other %}x{% endif %}{{ site.data.self | jsonify }}",
    ],
)
def test_data_whose_aliases_explode_is_left_out(template: str, tmp_path: Path) -> None:
    folder = tmp_path / "_data"
    folder.mkdir()
    for name, text in {"bomb": BOMB, "other": BOMB, "self": "&a [*a]\n", "good": "a: 1\n"}.items():
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    found, seconds = timed(FolderContext(tmp_path), template + "{{ site.data.good.a }}")
    assert "1" in found.text
    assert seconds < SECONDS
