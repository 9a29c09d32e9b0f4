"""Decides between the window and the command line; only the window loads Qt."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from foreword.cli import COMMANDS, run_command


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs Foreword with the arguments of the command line (the process's own by default); the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and (given[0] in COMMANDS or given[0] in ("-h", "--help", "--version")):
        return run_command(given)
    gc.disable()  # until the window has started: see desktop.housekeeping
    from foreword.desktop.launch import run_window  # Qt is loaded only for the window

    return run_window(given)


if __name__ == "__main__":
    sys.exit(main())
