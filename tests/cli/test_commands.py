"""The command line: what it prints, what it changes, its exit codes, and never a traceback."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from foreword.__main__ import main
from foreword.cli import COMMANDS, WORKER
from foreword.cli.commands import HANDLERS
from foreword.posts import Post

POST = '---\ntitle: "A"  # why\ndate: 2024-01-01 10:00:00 +0000\ntags: [x, y]\nparams:\n  n: 1\n---\nSome *text*.\n'


@pytest.fixture
def post(tmp_path: Path) -> Path:
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_config.yml").write_text("title: Blog\n", encoding="utf-8")
    path = tmp_path / "_posts" / "2024-01-01-a.md"
    path.write_text(POST, encoding="utf-8")
    return path


def run(capfdbinary, *arguments: object) -> tuple[int, str, str]:
    code = main([str(argument) for argument in arguments])
    sys.stdout.flush()
    out, err = capfdbinary.readouterr()
    return code, out.decode(), err.decode()


def test_every_command_has_a_handler():
    assert {*HANDLERS, WORKER} == COMMANDS


def test_get_prints_json(capfdbinary, post):
    code, out, _ = run(capfdbinary, "get", post)
    assert code == 0
    assert json.loads(out) == {
        "title": "A",
        "date": "2024-01-01 10:00:00 +0000",
        "tags": ["x", "y"],
        "params": {"n": 1},
    }


@pytest.mark.parametrize(("key", "value"), [("title", "A"), ("params.n", 1), ("tags.1", "y")])
def test_get_prints_one_value(capfdbinary, post, key, value):
    code, out, _ = run(capfdbinary, "get", post, key)
    assert (code, json.loads(out)) == (0, value)


def test_get_says_what_is_missing(capfdbinary, post):
    code, out, err = run(capfdbinary, "get", post, "nothing")
    assert (code, out) == (1, "")
    assert err == "foreword: 2024-01-01-a.md has no key “nothing”.\n"


def test_set_changes_the_value_and_prints_the_lines(capfdbinary, post):
    code, out, _ = run(capfdbinary, "set", post, "title=Foo: bar", "params.n=2")
    assert code == 0
    assert '-title: "A"  # why\n+title: "Foo: bar"  # why\n' in out
    assert "-  n: 1\n+  n: 2\n" in out
    assert post.read_text(encoding="utf-8") == POST.replace('"A"', '"Foo: bar"').replace("n: 1", "n: 2")


def test_set_dry_run_writes_nothing(capfdbinary, post):
    code, out, _ = run(capfdbinary, "set", post, "tags=[x]", "--dry-run")
    assert code == 0
    assert "+tags: [x]\n" in out
    assert post.read_text(encoding="utf-8") == POST


def test_set_adds_a_key_by_its_yaml_value(capfdbinary, post):
    assert run(capfdbinary, "set", post, "draft=true")[0] == 0
    assert "draft: true\n" in post.read_text(encoding="utf-8")


def test_list_as_json_and_as_lines(capfdbinary, post):
    code, out, _ = run(capfdbinary, "list", post.parent.parent, "--json")
    (row,) = json.loads(out)
    assert code == 0
    assert row["path"] == str(post)
    assert (row["title"], row["status"]) == ("A", "published")
    assert row["date"].startswith("2024-01-01T10:00:00")
    _, lines, _ = run(capfdbinary, "list", post.parent.parent)
    assert lines.split("\t")[1] == "A"


def test_list_of_an_empty_folder_is_a_problem(capfdbinary, tmp_path):
    code, out, err = run(capfdbinary, "list", tmp_path)
    assert (code, out) == (1, "")
    assert err.startswith("foreword: no posts were found")


def test_new_follows_the_blog(capfdbinary, post):
    code, out, _ = run(capfdbinary, "new", post.parent.parent, "--title", "Über: Meer")
    assert code == 0
    made = Path(out.strip())
    assert made.parent == post.parent
    text = made.read_text(encoding="utf-8")
    assert 'title: "Über: Meer"\n' in text
    assert "tags: []\n" in text


def test_render_expands_and_renders_in_the_sites_dialect(capfdbinary, post):
    post.write_text(POST.replace("Some", "{{ page.title }}\n{: .note}\n\nSome"), encoding="utf-8")
    code, out, err = run(capfdbinary, "render", post)
    assert (code, err) == (0, "")
    assert " ".join(out.split()) == '<p class="note">A</p> <p>Some <em>text</em>.</p>'


def test_render_page_has_the_header(capfdbinary, post):
    _, out, _ = run(capfdbinary, "render", post, "--page")
    assert out.startswith("<!DOCTYPE html>")
    assert ">A</h1>" in out


def test_render_jsonl_goes_on_after_a_line_that_is_not_utf_8():
    lines = b'\xff\n{"id": 1, "body": "a\xff"}\n' + b"[" * 100_000 + b'\n{"id": 2, "body": "*b*"}\n'
    done = subprocess.run(
        [sys.executable, "-m", "foreword", "render", "--jsonl"], input=lines, capture_output=True, check=False
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr) == (1, b"")
    assert [answer["html"] for answer in answers] == [None, "<p>a\ufffd</p>\n", None, "<p><em>b</em></p>\n"]


def test_render_jsonl_goes_on_after_a_bad_line(root):
    lines = [
        '{"id": 1, "body": "*a*"}',
        "nonsense",
        '{"id": 2, "source": "---\\nt: 1\\n---\\nb", "dialect": "kramdown"}',
    ]
    done = subprocess.run(
        [sys.executable, "-m", "foreword", "render", "--jsonl"],
        input="\n".join(lines),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    first, bad, second = map(json.loads, done.stdout.splitlines())
    assert done.returncode == 1
    assert first["html"].strip() == "<p><em>a</em></p>"
    assert bad["html"] is None
    assert second["html"].strip() == "<p>b</p>"
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["get", "gone.md"], 1),
        (["render"], 2),
        (["render", "POST", "--dialect", "textile"], 2),
        (["set", "POST", "novalue"], 2),
        (["list", "gone"], 2),
        (["new", "gone", "--title", "x"], 2),
        (["new", ".", "--title", " "], 2),
        (["new", "."], 2),
        (["set"], 2),
        (["set", "POST"], 2),
        (["get", "POST", "a", "b"], 2),
        (["list", ".", "--bogus"], 2),
    ],
)
def test_problems_are_one_line_and_a_code(capfdbinary, post, arguments, code):
    given = [str(post) if argument == "POST" else argument for argument in arguments]
    found, out, err = run(capfdbinary, *given)
    assert (found, out) == (code, "")
    assert err.startswith("foreword: ")
    assert err.count("\n") == 1


def test_yaml_that_does_not_parse_is_named_by_line(capfdbinary, post):
    post.write_text('---\ntitle: "open\ntags: [a\n---\nbody\n', encoding="utf-8")
    code, out, err = run(capfdbinary, "get", post)
    assert (code, out) == (1, "")
    assert "line" in err
    assert "column" in err
    assert run(capfdbinary, "set", post, "title=x")[0] == 1
    assert run(capfdbinary, "render", post)[1].strip() == "<p>body</p>"


def test_a_reader_that_goes_away_is_no_error(post):
    for number in range(300):
        shutil.copy(post, post.with_name(f"2024-01-02-copy-{number}.md"))
    command = f"'{sys.executable}' -m foreword list '{post.parent.parent}' | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False, timeout=60)
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


def test_every_corpus_post_renders(shared, capfdbinary):
    entries = json.loads((shared / "corpus" / "manifest.json").read_text(encoding="utf-8"))
    for entry in entries:
        path = shared / "corpus" / entry["repo"].replace("/", "+") / entry["path"]
        code, out, err = run(capfdbinary, "render", path)
        assert code == 0, (path, err)
        assert "Traceback" not in err
        assert bool(out.strip()) == bool(Post.load(path).body.strip()), path
