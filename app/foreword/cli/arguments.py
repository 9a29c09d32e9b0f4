"""What can be said on the command line."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NoReturn

from foreword import __version__
from foreword.errors import UsageProblem
from foreword.rendering.dialects import DIALECT_NAMES

_USAGE = """foreword [PATH]                open the window on a folder or a post
       foreword COMMAND ...           one of: render, get, set, list, new"""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Wrong usage is one line, like every other error."""
        raise UsageProblem(f"{message[:1].upper()}{message[1:]}; see “{self.prog} --help”.")


def make_parser() -> argparse.ArgumentParser:
    """The parser of all commands. It raises UsageProblem for wrong usage."""
    parser = _Parser(
        prog="foreword", usage=_USAGE, description="A desktop editor for Markdown blogs.", allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=f"Foreword {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, prog="foreword")
    _render(commands.add_parser("render", help="print the HTML of a post's article"))
    _get(commands.add_parser("get", help="print front matter as JSON"))
    _set(commands.add_parser("set", help="change front matter in place and print the changed lines"))
    _list(commands.add_parser("list", help="list the posts of a folder"))
    _new(commands.add_parser("new", help="make a new post"))
    return parser


def _render(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("post", nargs="?", type=Path, metavar="POST")
    parser.add_argument(
        "--page", action="store_true", help="a whole page, with a header made from the front matter"
    )
    parser.add_argument(
        "--dialect", metavar="D", help=f"one of {', '.join(DIALECT_NAMES)}; else the site's own"
    )
    parser.add_argument(
        "--jsonl",
        action="store_true",
        help='read {"id", "body" | "source", "path"?, "dialect"?} lines from stdin',
    )


def _get(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("post", type=Path, metavar="POST")
    parser.add_argument(
        "key", nargs="?", metavar="KEY", help="a key, or a path such as params.author or tags.0"
    )


def _set(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("post", type=Path, metavar="POST")
    parser.add_argument(
        "pairs",
        nargs="+",
        metavar="KEY=VALUE",
        help="VALUE is read as YAML, a text stays a text; KEY may be a path such as params.author or tags.0",
    )
    parser.add_argument("--dry-run", action="store_true", help="print the changed lines and write nothing")


def _list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--json", action="store_true", help="one JSON array")


def _new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--title", required=True, metavar="T")
    parser.add_argument("--draft", action="store_true")
