"""Starts the window from the command line, for writers and for checks."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from foreword.desktop import search_worker

if TYPE_CHECKING:
    from foreword.desktop.application import Folders
    from foreword.desktop.desk import Desk

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def run_window(arguments: Sequence[str]) -> int:
    """Opens the window, or serves one that is open; the exit code. Wrong usage ends the process with code 2."""
    if list(arguments) == [search_worker.OPTION]:
        return _search()
    parsed = _parser().parse_args(list(arguments))
    path: Path | None = parsed.path
    if path is not None and not path.exists():
        print(f"foreword: “{path}” does not exist.", file=sys.stderr)
        return 2
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in _SCREENS):
        print("foreword: there is no screen to open a window on.", file=sys.stderr)
        return 1
    from foreword.desktop.application import Folders, run

    path = path.absolute() if path is not None else None
    if not (parsed.self_check or parsed.screenshot):
        return run(Folders.usual(), path)
    with tempfile.TemporaryDirectory(prefix="foreword-") as folder:
        home = Path(folder)
        return _inspect(Folders(home / "settings.ini", home / "cache", home / "data"), path, parsed)


def _search() -> int:
    search_worker.serve_searches(
        io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", newline="\n"),
        io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="\n"),
    )
    return 0


def _inspect(folders: Folders, path: Path | None, parsed: argparse.Namespace) -> int:
    from foreword.desktop.application import run
    from foreword.desktop.inspection import Inspection

    outcome: dict[str, object] = {}

    def done(desk: Desk, found: dict[str, object]) -> None:
        outcome.update(found)
        if parsed.screenshot:
            desk.window.grab().save(str(parsed.screenshot))
        desk.window.close()

    code = run(folders, path, theme=parsed.theme, then=lambda desk: Inspection(desk, done).start())
    print(json.dumps(outcome, ensure_ascii=False))
    return code if outcome.get("preview") else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="foreword", allow_abbrev=False)
    parser.add_argument("path", nargs="?", type=Path, metavar="PATH", help="a blog's folder, or a post")
    parser.add_argument("--theme", choices=("light", "dark"), help=argparse.SUPPRESS)
    parser.add_argument("--self-check", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--screenshot", type=Path, help=argparse.SUPPRESS)
    return parser
