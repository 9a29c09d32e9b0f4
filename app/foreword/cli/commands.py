"""Runs the commands. Exit codes: 0 done, 1 findings or a problem with the user's file, 2 wrong usage."""

from __future__ import annotations

import argparse
import contextlib
import difflib
import io
import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path

from foreword import garbage
from foreword.cli import WORKER
from foreword.cli.arguments import make_parser
from foreword.cli.values import key_path, read_value, split_pair, to_json, value_at
from foreword.errors import FileProblem, ForewordError, UsageProblem
from foreword.posts import Post
from foreword.text import split_lines

DONE, PROBLEM, WRONG_USAGE = 0, 1, 2
_ON_ONE_LINE = {ord("\n"): "\\n", ord("\r"): "\\r", ord("\t"): "\\t"}
"""What a line makes of such characters in a file name or an argument; --json gives them as they are."""


def run_command(arguments: Sequence[str]) -> int:
    """Runs one command and gives its exit code. Errors are one clear line on stderr, never a traceback."""
    _open_closed_streams()
    try:
        return _run(arguments)
    except UsageProblem as problem:
        return _complain(problem, WRONG_USAGE)
    except ForewordError as problem:
        return _complain(problem, PROBLEM)
    except BrokenPipeError:
        _turn_away_output()
        return DONE
    except OSError as error:
        _turn_away_output()
        return _complain(_reason(error), PROBLEM)


def _run(arguments: Sequence[str]) -> int:
    if arguments and arguments[0] == WORKER:
        return _work()
    parsed = make_parser().parse_args(list(arguments))
    code = HANDLERS[parsed.command](parsed)
    sys.stdout.flush()
    return code


def _open_closed_streams() -> None:
    """A stream that the caller closed (``>&-``) is None to Python; nobody reads what goes there."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))


def _turn_away_output() -> None:
    """The reader has gone (`| head`), or there is no room. Python would complain again when it flushes at its end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _reason(error: OSError) -> str:
    """What an error of the system outside of any one file means."""
    try:
        Path.cwd()
    except OSError:
        return "The current folder is no longer there."
    why = error.strerror or error
    return f"“{error.filename}”: {why}." if error.filename else f"The output could not be written: {why}."


def _complain(problem: object, code: int = PROBLEM) -> int:
    print(f"foreword: {problem}".translate(_ON_ONE_LINE), file=sys.stderr)
    return code


def _render(parsed: argparse.Namespace) -> int:
    from foreword.cli.rendering import print_article, render_lines

    if parsed.jsonl:
        return PROBLEM if render_lines(parsed.dialect) else DONE
    if parsed.post is None:
        raise UsageProblem("render needs a POST, or --jsonl.")
    garbage.put_off()  # the process ends with this one article
    print_article(parsed.post, parsed.dialect, as_page=parsed.page)
    return DONE


def _get(parsed: argparse.Namespace) -> int:
    post = _load(parsed.post)
    if post.problem is not None:
        return _complain(f"{parsed.post.name}: {post.problem}")
    if parsed.key is None:
        _print(to_json(post.fields))
        return DONE
    try:
        _print(to_json(value_at(post.fields, key_path(parsed.key, post.fields))))
    except KeyError:
        return _complain(f"{parsed.post.name} has no key “{parsed.key}”.")
    return DONE


def _set(parsed: argparse.Namespace) -> int:
    post = _load(parsed.post)
    changed = post
    for pair in parsed.pairs:
        key, text = split_pair(pair)
        path = key_path(key, changed.fields)
        try:
            old = value_at(changed.fields, path)
        except KeyError:
            old = None
        changed = changed.with_field(path, read_value(text, old))
    before, after = split_lines(post.source.text), split_lines(changed.source.text)
    if not parsed.dry_run and changed.source != post.source:
        changed.save()
    for line in islice(difflib.unified_diff(before, after, n=0, lineterm=""), 2, None):
        if not line.startswith("@@"):
            _print(line)
    return DONE


def _list(parsed: argparse.Namespace) -> int:
    from foreword.library import scan
    from foreword.sites import open_site

    _need_folder(parsed.folder)
    posts = scan(open_site(parsed.folder))
    if parsed.json:
        rows = [
            {
                "path": str(post.path),
                "title": post.title,
                "date": post.date,
                "status": post.status,
                "reason": str(post.problem) if post.problem else post.reason,
            }
            for post in posts
        ]
        _print(to_json(rows))
    else:
        for post in posts:
            reason = str(post.problem) if post.problem else post.reason
            when = post.date.isoformat() if post.date else ""
            shown = str(post.path).translate(_ON_ONE_LINE)
            _print("\t".join((shown, post.title, when, post.status, reason.translate(_ON_ONE_LINE))))
    if not posts:
        return _complain(f"no posts were found in “{parsed.folder}”.")
    return PROBLEM if any(post.problem for post in posts) else DONE


def _new(parsed: argparse.Namespace) -> int:
    from foreword import files
    from foreword.library import draft_new_post
    from foreword.sites import open_site

    _need_folder(parsed.folder)
    if not parsed.title.strip():
        raise UsageProblem("A new post needs a title.")
    now = datetime.now().astimezone()
    draft = draft_new_post(open_site(parsed.folder), parsed.title, now, draft=parsed.draft)
    files.create_file(draft.path, draft.data)
    _print(str(draft.path))
    return DONE


def _load(path: Path) -> Post:
    from foreword.sites import open_site

    post = Post.load(path)
    profile = open_site(Path(os.path.realpath(path))).writing_profile(None)
    return Post(post.source, path, profile, post.fingerprint)


def _need_folder(path: Path) -> None:
    try:
        found = path.is_dir()
    except OSError:
        found = False
    if not found:
        raise UsageProblem(f"“{path}” is not a folder.")
    if not os.access(path, os.R_OK | os.X_OK):
        raise FileProblem(f"Could not look into “{path.name or path}”: you are not allowed to.")


def _work() -> int:
    from foreword.cli.article_worker import serve_articles

    serve_articles(
        io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", newline="\n"),
        io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="\n"),
    )
    return DONE


def _print(text: str) -> None:
    sys.stdout.buffer.write(_encoded(text) + b"\n")


def _encoded(text: str) -> bytes:
    """UTF-8; the bytes of a file name that is not in it are what they are on disk."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


HANDLERS: dict[str, Callable[[argparse.Namespace], int]] = {
    "render": _render,
    "get": _get,
    "set": _set,
    "list": _list,
    "new": _new,
}
