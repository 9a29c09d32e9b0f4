"""Hostile heads: a clear refusal at once, and the body is there."""

from __future__ import annotations

from time import perf_counter

import pytest

from foreword.errors import FrontMatterRefused
from foreword.front_matter import WritingProfile, read_head


def bomb(start: str, step: str, count: int) -> str:
    """A chain of anchors, each of which stands for several of the one before."""
    lines = [start.format(name="k0")]
    lines += [step.format(name=f"k{at}", last=f"k{at - 1}") for at in range(1, count)]
    return "---\n" + "\n".join(lines) + "\n---\nBody"


HOSTILE = {
    "alias bomb": bomb(
        "{name}: &{name} [x, x, x, x, x, x, x, x, x]", "{name}: &{name} [" + "*{last}, " * 9 + "]", 12
    ),
    "merge bomb": bomb("{name}: &{name} {{x: 1}}", "{name}: &{name}\n  <<: [*{last}, *{last}]", 50),
    "endless alias": "---\na: &a [*a]\n---\nBody",
    "endless map": "---\na: &a\n  b: *a\n---\nBody",
    "deep flow": "---\na: " + "[" * 1000 + "]" * 1000 + "\n---\nBody",
    "deep open flow": "---\na: " + "[" * 99_000 + "\n---\nBody",
    "deep flow maps": "---\na: " + "{a: " * 2000 + "}" * 2000 + "\n---\nBody",
    "deep block": "---\n" + "\n".join(" " * at + "a:" for at in range(400)) + "\n---\nBody",
    "deep dashes": "---\na:\n" + "- " * 1000 + "x\n---\nBody",
    "deep keys": "---\n" + "? " * 1000 + "x\n---\nBody",
    "objects": "---\na: !!python/object/apply:os.system ['true']\n---\nBody",
    "ten megabytes": "---\n" + "key: value\n" * 950_000 + "---\nBody",
    "one long line": "---\na: " + "x" * 10_000_000 + "\n---\nBody",
    "many keys": "---\n" + "".join(f"a{at}: 1\n" for at in range(12_000)) + "---\nBody",
    "many items": "---\na: [" + "x," * 40_000 + "]\n---\nBody",
    "toml deep": "+++\na = " + "[" * 1000 + "]" * 1000 + "\n+++\nBody",
    "toml dots": "+++\n" + "a." * 20_000 + "b = 1\n+++\nBody",
    "toml quoted dots": "+++\n" + '"a" . ' * 10_000 + "b = 1\n+++\nBody",
    "toml number": "+++\na = " + "1" * 90_000 + "\n+++\nBody",
    "toml ten megabytes": "+++\n" + "a = 1\n" * 1_700_000 + "+++\nBody",
    "json deep": '{"a": ' + "[" * 1000 + "]" * 1000 + "}\nBody",
    "json number": '{"a": ' + "1" * 90_000 + "}\nBody",
    "toml hexadecimal number": "+++\na = 0x" + "f" * 90_000 + "\n+++\nBody",
    "json many": '{"a": [\n' + "1,\n" * 3_000_000 + "1]\n}\nBody",
    "hexo": "title: x\n" * 8_000 + "---\nBody",
    "pelican": "Title: x\n" * 8_000 + "\nBody",
    "nikola": "<!--\n" + ".. a: b\n" * 900_000 + "-->\nBody",
}
HARMLESS = {
    "no close": "---\n" + "a: b\n" * 2_000_000,
    "blanks after a fence": "---" + " " * 5_000_000 + "x",
    "blanks in braces": "{" + " " * 5_000_000 + "x",
    "open string": '{"a": "' + '\\"' * 4_000_000,
    "open brackets": '{"a": ' + "[1," * 3_000_000,
    "open comment": "<!--\n" + " " * 5_000_000 + "x",
    "blanks first": " " * 5_000_000 + "x",
    "near fences": "---\n" + "---x\n" * 1_000_000,
    "long word": "Title" * 1_000_000,
}
SOON = 1.0
"""Seconds; ten times the aim, for a machine that has other things to do."""


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_heads_are_refused_at_once(name: str) -> None:
    text = HOSTILE[name]
    started = perf_counter()
    head = read_head(text, WritingProfile(generator="hexo") if name == "hexo" else None)
    took = perf_counter() - started
    print(f"{name}: {took * 1000:.1f} ms: {head.problem}")
    assert head.problem is not None
    assert took < SOON
    assert head.fields == {}
    assert text[head.end :] == "Body"
    with pytest.raises(FrontMatterRefused):
        head.set("a", 1)


@pytest.mark.parametrize("name", HARMLESS)
def test_what_only_looks_like_a_head_is_body_at_once(name: str) -> None:
    started = perf_counter()
    head = read_head(HARMLESS[name])
    assert perf_counter() - started < SOON
    assert (head.format, head.end) == ("none", 0)


def again_and_again(start: str, line: str, end: str) -> str:
    """A head of one line thousands of times."""
    return start + line * 5_800 + end + "Body"


@pytest.mark.parametrize(
    "text",
    [
        again_and_again("---\n", "a: 1\n", "---\n"),
        again_and_again("{", '"a": 1,', '"a": 1}\n'),
        again_and_again("Tags: x\n", "tags: y\n", "\n"),
        again_and_again("Title: x\n", "    y\n", "\n"),
        again_and_again("<!--\n", ".. a: b\n", "-->\n"),
    ],
)
def test_the_same_again_and_again_is_read_and_edited_in_a_moment(text: str) -> None:
    started = perf_counter()
    head = read_head(text)
    assert head.problem is None
    assert len(head.findings) <= 50
    key = next(iter(head.fields))
    if key == "a" and head.format != "nikola":
        with pytest.raises(FrontMatterRefused, match="times"):
            head.remove(key)
    assert perf_counter() - started < 2 * SOON


@pytest.mark.parametrize(
    "number", ["0x" + "f" * 9_000, "0b" + "1" * 90_000, "0" + "7" * 9_000, "1:" * 45_000 + "1"]
)
def test_a_number_that_python_could_not_write_out_is_text(number: str) -> None:
    started = perf_counter()
    assert read_head(f"---\na: {number}\n---\n").fields == {"a": number}
    assert perf_counter() - started < SOON


def test_large_but_human_heads_are_read() -> None:
    inner = "".join(f"key{at}: value {at}\n" for at in range(2_000))
    inner += "summary: |\n" + "  a long text\n" * 1_000
    text = f"---\n{inner}---\nBody"
    head = read_head(text)
    assert head.problem is None
    assert len(head.fields) == 2_001
    assert read_head(head.set("key7", "x").apply(text)).fields["key7"] == "x"
