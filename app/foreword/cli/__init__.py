"""The command line: the same engine without the window. It never imports PySide6."""

from foreword.cli.commands import COMMANDS, run_command

__all__ = ["COMMANDS", "run_command"]
