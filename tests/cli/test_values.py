"""What KEY=VALUE means on the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from foreword.__main__ import main
from foreword.cli.values import key_path, read_value, to_json
from foreword.errors import UsageProblem

FIELDS = {"title": "x", "a.b": 1, "m": {"2023": 1, "l": [{"x": 1}, 2]}}


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("title", "title"),
        ("a.b", "a.b"),
        ("new", "new"),
        ("params.author", ("params", "author")),
        ("m.2023", ("m", "2023")),
        ("m.l.1", ("m", "l", 1)),
        ("m.l.0.x", ("m", "l", 0, "x")),
        ("m.l.7", ("m", "l", 7)),
        ("m.l.٣", ("m", "l", "٣")),
        ("m.l.-1", ("m", "l", "-1")),
        ("m.l." + "9" * 5_000, ("m", "l", "9" * 5_000)),
        (r"c\.d", ("c.d",)),
        (r"m.c\.d.e", ("m", "c.d", "e")),
    ],
)
def test_a_key_is_a_path(key: str, path: object) -> None:
    assert key_path(key, FIELDS) == path


@pytest.mark.parametrize("key", [".", ".a", "a.", "a..b", "m."])
def test_a_part_needs_a_name(key: str) -> None:
    with pytest.raises(UsageProblem, match="without a name"):
        key_path(key, FIELDS)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", 5),
        ("true", True),
        ("", None),
        ("[a, 1]", ["a", 1]),
        ("2024-02-29", date(2024, 2, 29)),
        ("2024-02-30", "2024-02-30"),
        ("10:30", "10:30"),
        ("1:30:15.5", "1:30:15.5"),
        ("!!float ''", ""),
        ("!!timestamp x", "x"),
        ("{1: 2}", {"1": 2}),
        ("=", "="),
        ("Foo: bar: baz", "Foo: bar: baz"),
        ("[" * 5_000, "[" * 5_000),
        ("0x" + "f" * 20_000, "0x" + "f" * 20_000),
    ],
)
def test_a_value_of_a_new_key(text: str, value: object) -> None:
    assert read_value(text, None) == value
    assert read_value(text, "old") == text


@pytest.mark.parametrize(
    "text", ["[a", "&a [*a]", "!!python/object:x y", "{[a]: 1}", "[" * 5_000, "\udcff", "[x\n- y: z"]
)
def test_what_is_no_yaml_is_said_in_a_short_line(text: str) -> None:
    with pytest.raises(UsageProblem, match="cannot be read as YAML") as raised:
        read_value(text, 5)
    assert len(str(raised.value)) < 200


@pytest.mark.parametrize(
    ("head", "changed"),
    [
        ("---\ntitle: A\n---\n", "---\ntitle: A\nparams:\n  author: B\n---\n"),
        ("+++\ntitle = 'A'\n+++\n", "+++\ntitle = 'A'\n[params]\nauthor = 'B'\n+++\n"),
        ('{"title": "A"}\n', '{"title": "A", "params": {"author": "B"}}\n'),
    ],
)
def test_a_path_to_a_missing_key_makes_the_maps_on_its_way(head: str, changed: str, tmp_path: Path) -> None:
    post = tmp_path / "a.md"
    post.write_text(head, encoding="utf-8")
    assert main(["set", str(post), "params.author=B"]) == 0
    assert post.read_text(encoding="utf-8").replace('"B"\n+', "'B'\n+") == changed


def test_an_error_is_one_line(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    post = tmp_path / "a.md"
    post.write_text("---\nx: 1\n---\n", encoding="utf-8")
    assert main(["set", str(post), "x=- a\n b: [c"]) == 2
    assert main(["get", str(tmp_path / "no\nsuch.md")]) == 1
    assert main(["get", str(post), "no\nkey"]) == 1
    assert main(["list", str(tmp_path / "no\nfolder")]) == 2
    assert capfdbinary.readouterr()[1].count(b"\n") == 4


def test_what_json_has_no_number_for_is_a_text() -> None:
    assert to_json({"a": [float("nan"), float("-inf"), 1.5]}, indent=None) == '{"a": ["nan", "-inf", 1.5]}'
