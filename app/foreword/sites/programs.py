"""What generators share whose configuration is a program: JavaScript (Astro, Eleventy) or Python (Pelican, Nikola)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, tzinfo
from functools import cached_property
from pathlib import Path

from foreword.errors import Problem
from foreword.sites.configuration import Configuration, read_text, text_of
from foreword.sites.conventions import Defaults, Evidence, Strength
from foreword.sites.dates import zone_named
from foreword.sites.folders import is_file
from foreword.sites.hexo import names_package
from foreword.sites.literals import python_values, without_comments


def recognise_script(folder: Path, names: Sequence[str], label: str, package: str) -> Evidence | None:
    """A generator by its configuration script, or by a package file that names it."""
    for name in names:
        if is_file(folder / name):
            return Evidence(Strength.OWN_FILE, (f"{name} is {label}'s configuration",))
    if names_package(folder, package):
        return Evidence(Strength.OWN_FILE, (f"package.json names {package}",))
    return None


def read_script(folder: Path, names: Sequence[str]) -> tuple[Path, str, Problem | None] | None:
    """The first of the scripts that is there, its text without comments, and what was wrong; None without any."""
    file = next((folder / name for name in names if is_file(folder / name)), None)
    if file is None:
        return None
    text, problem = read_text(file)
    return file, without_comments(text), problem


def python_configuration(file: Path) -> Configuration:
    """The literal values of a settings file."""
    values, problem = python_values(file)
    return Configuration(values, (file,), (problem,) if problem else ())


class PythonSettings(Defaults):
    """A generator whose settings are Python's."""

    @cached_property
    def zone(self) -> tzinfo:
        """``TIMEZONE``, by default UTC."""
        return zone_named(text_of(self.config, "TIMEZONE") or "UTC") or UTC

    def time_zone(self) -> tzinfo | None:
        """See `zone`."""
        return self.zone
