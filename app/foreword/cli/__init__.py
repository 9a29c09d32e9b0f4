"""The command line: the same engine without the window. It never imports PySide6."""

from __future__ import annotations

from collections.abc import Sequence

WORKER = "--worker"
INTERRUPTED = 130
"""The exit code of a command that Ctrl+C ended, as shells have it."""
COMMANDS = frozenset({"render", "get", "set", "list", "new", WORKER})
"""What can be said on the command line. Everything else opens the window, which starts without this room's imports."""

__all__ = ["COMMANDS", "WORKER", "run_command"]


def run_command(arguments: Sequence[str]) -> int:
    """Runs one command and gives its exit code; see `foreword.cli.commands`."""
    try:
        from foreword.cli import commands

        return commands.run_command(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
