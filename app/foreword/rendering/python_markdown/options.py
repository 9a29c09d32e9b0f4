"""Which of Python-Markdown's own extensions a blog uses, and how they are set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# The library's own extensions by their short names. A name from a configuration that is not here is never imported.
KNOWN_EXTENSIONS = frozenset(
    {
        "abbr",
        "admonition",
        "attr_list",
        "codehilite",
        "def_list",
        "extra",
        "fenced_code",
        "footnotes",
        "legacy_attrs",
        "legacy_em",
        "md_in_html",
        "meta",
        "nl2br",
        "sane_lists",
        "smarty",
        "tables",
        "toc",
        "wikilinks",
    }
)

# What `extra` stands for (the library's documentation, "Extra").
EXTRA = ("fenced_code", "footnotes", "attr_list", "def_list", "tables", "abbr", "md_in_html")


@dataclass(frozen=True, slots=True)
class PythonMarkdownOptions:
    """The extensions in the order of the configuration, their settings, and the names that are not known here.

    The default is Pelican's: ``extra``, and ``codehilite`` with the class ``highlight``.
    """

    extensions: tuple[str, ...] = ("extra", "codehilite")
    settings: tuple[tuple[str, str, object], ...] = (("codehilite", "css_class", "highlight"),)
    tab_length: int = 4
    unknown: tuple[str, ...] = ()

    @classmethod
    def from_config(cls, config: Mapping[str, object]) -> PythonMarkdownOptions:
        """Reads ``extensions``, ``extension_configs`` and ``tab_length`` as Pelican's ``MARKDOWN`` setting has them.

        ``markdown_extensions`` is MkDocs' name for the first; its items may be mappings. Names count with and
        without ``markdown.extensions.``; values that are not plain are left out.
        """
        named = config.get("extensions", config.get("markdown_extensions"))
        configured = config.get("extension_configs")
        if named is None and configured is None:
            return cls(tab_length=_tab_length(config))
        wished: dict[str, None] = {}
        settings: dict[tuple[str, str], object] = {}
        for name, values in _named(named, configured):
            wished[name] = None
            settings.update({(name, str(key)): value for key, value in values.items() if _plain(value)})
        return cls(
            tuple(name for name in wished if name in KNOWN_EXTENSIONS),
            tuple((name, key, value) for (name, key), value in settings.items() if name in KNOWN_EXTENSIONS),
            _tab_length(config),
            tuple(name for name in wished if name not in KNOWN_EXTENSIONS),
        )

    @property
    def active(self) -> frozenset[str]:
        """The extensions at work, with those that ``extra`` stands for."""
        return frozenset(self.extensions) | (frozenset(EXTRA) if "extra" in self.extensions else frozenset())

    def settings_of(self, extension: str) -> dict[str, object]:
        """What the configuration sets for one extension."""
        return {key: value for name, key, value in self.settings if name == extension}


def _named(named: object, configured: object) -> Iterable[tuple[str, Mapping[object, object]]]:
    """Pelican loads what ``extensions`` names, and then what is only configured."""
    for item in named if isinstance(named, list | tuple) else ():
        if isinstance(item, str):
            yield _short(item), {}
        elif isinstance(item, Mapping):
            yield from _named((), item)
    if isinstance(configured, Mapping):
        for name, values in configured.items():
            yield _short(str(name)), values if isinstance(values, Mapping) else {}


def _short(name: str) -> str:
    return name.strip().split(":")[0].removeprefix("markdown.extensions.").lower()


def _plain(value: object) -> bool:
    return value is None or isinstance(value, str | int | float | bool)


def _tab_length(config: Mapping[str, object]) -> int:
    value = config.get("tab_length", 4)
    return value if isinstance(value, int) and 1 <= value <= 16 else 4
