"""The real Python-Markdown, made to render a piece of a post and to leave open what only the whole post decides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from threading import Lock
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.toc import TocExtension, slugify, slugify_unicode

from foreword.rendering.dialect import Definition, Fragment, Scope
from foreword.rendering.python_markdown.footnotes import Notes, definitions_of_notes
from foreword.rendering.python_markdown.headings import Headings
from foreword.rendering.python_markdown.options import PythonMarkdownOptions
from foreword.rendering.python_markdown.slots import SlotBox
from foreword.rendering.python_markdown.tables import use_quick_tables

FAILURES = (ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
"""What the library is known to raise on hostile text (deep nesting ends in a RecursionError, a RuntimeError)."""

_SLUGIFIERS = {"slugify": slugify, "slugify_unicode": slugify_unicode}


class Engine:
    """One configured instance of the library; it renders one piece at a time and keeps nothing between them."""

    def __init__(self, options: PythonMarkdownOptions) -> None:
        self._options = options
        self._lock = Lock()
        self._build()

    def _build(self) -> None:
        options = self._options
        self._md = Markdown(
            extensions=[_extension(options, name) for name in options.extensions if name != "meta"],
            output_format="html",
            tab_length=options.tab_length,
        )
        use_quick_tables(self._md)
        self._box = SlotBox()
        self._references = _References()
        vars(self._md)["references"] = self._references
        self._abbreviations: _Abbreviations | None = None
        self._notes: Notes | None = None
        self._headings: Headings | None = None
        for found in _all_extensions(self._md):
            if isinstance(found, AbbrExtension):
                self._abbreviations = _use_abbreviations(self._md, found)
            elif isinstance(found, FootnoteExtension):
                self._notes = Notes(self._md, found, self._box)
            elif isinstance(found, TocExtension):
                self._headings = Headings(self._md, found, self._box)

    @property
    def notes(self) -> Notes | None:
        """The footnotes' part, where the extension is on."""
        return self._notes

    @property
    def headings(self) -> Headings | None:
        """The headings' part, where the toc extension is on."""
        return self._headings

    def collect(self, text: str) -> tuple[tuple[Definition, ...], bool]:
        """What the text defines for the whole post, and whether it shows anything where it stands.

        Raises one of FAILURES where the library fails.
        """
        with self._lock:
            try:
                self._prepare(None)
                shows = len(self._parse(text)) > 0
                if self._notes is not None:
                    self._notes.parse_texts()
                return tuple(self._collected()), shows
            except FAILURES:
                self._build()
                raise

    def render(self, text: str, scope: Scope) -> Fragment:
        """The HTML of the text. Raises one of FAILURES where the library fails."""
        return self._rendered(text, scope)

    def tail(self, scope: Scope, used: Mapping[str, int]) -> Fragment:
        """The list of footnotes; ``used`` counts the references to each in the body."""
        if self._notes is None or not scope.definitions("footnote-text"):
            return Fragment()
        return self._rendered(None, scope, used)

    def _rendered(self, text: str | None, scope: Scope, used: Mapping[str, int] | None = None) -> Fragment:
        with self._lock:
            try:
                self._prepare(scope)
                root = Element("div") if text is None else self._parse(text)
                if self._notes is not None and used is not None:
                    self._notes.append_list(root, scope, used)
                return self._finish(root) if len(root) else Fragment()
            except FAILURES:
                self._build()
                raise

    def _prepare(self, scope: Scope | None) -> None:
        self._md.reset()
        self._md.parser.state.clear()
        self._box.clear()
        self._references.scope = scope
        if self._abbreviations is not None:
            self._abbreviations.load(scope)
        if self._notes is not None:
            self._notes.load(scope)

    def _parse(self, text: str) -> Element:
        lines = text.split("\n")
        for preprocessor in self._md.preprocessors:
            lines = preprocessor.run(lines)
        root = self._md.parser.parseDocument(lines).getroot()
        if root is None:
            raise ValueError("the library gave no tree")
        return root

    def _finish(self, root: Element) -> Fragment:
        for treeprocessor in self._md.treeprocessors:
            changed = treeprocessor.run(root)
            root = root if changed is None else changed
        html = self._md.serializer(root).strip()
        html = html.removeprefix("<div>").removesuffix("</div>").removesuffix("<div />").strip()
        for postprocessor in self._md.postprocessors:
            html = postprocessor.run(html)
        html = html.strip()
        return self._box.fragment(f"{html}\n" if html else "")

    def _collected(self) -> Iterator[Definition]:
        for label, target in self._references.found.items():
            yield Definition("link", label, target)
        if self._abbreviations is not None:
            for label, title in self._abbreviations.found.items():
                yield Definition("abbreviation", label, title)
        if self._notes is not None:
            yield from definitions_of_notes(self._notes.texts)


class _References(dict[str, tuple[str, str | None]]):
    """Link targets by label: those of the whole post when rendering, those met when collecting."""

    def __init__(self) -> None:
        super().__init__()
        self.scope: Scope | None = None
        self.found: dict[str, tuple[str, str | None]] = {}

    def clear(self) -> None:
        self.found = {}

    def __setitem__(self, label: str, target: tuple[str, str | None]) -> None:
        self.found[label] = target

    def __contains__(self, label: object) -> bool:
        if self.scope is None:
            return label in self.found
        return self.scope.definition("link", str(label)) is not None

    def __getitem__(self, label: str) -> tuple[str, str | None]:
        value = self.found.get(label) if self.scope is None else self.scope.definition("link", label)
        if not isinstance(value, tuple):
            raise KeyError(label)
        return value


class _Abbreviations(dict[str, str]):
    """Abbreviations by their text: those of the whole post when rendering, those met when collecting.

    An empty title takes an abbreviation back.
    """

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def load(self, scope: Scope | None) -> None:
        dict.clear(self)
        self.found = {}
        if scope is not None:
            known = scope.definitions("abbreviation")
            dict.update(self, {label: title for label, title in known.items() if title})

    def clear(self) -> None:
        self.found = {}

    def __setitem__(self, label: str, title: str) -> None:
        self.found.pop(label, None)
        self.found[label] = title

    def pop(self, label: str, default: Any = None) -> Any:
        self[label] = ""
        return default


def _use_abbreviations(md: Markdown, extension: AbbrExtension) -> _Abbreviations:
    ours = _Abbreviations()
    vars(extension)["abbrs"] = ours
    for processor in (md.treeprocessors["abbr"], md.parser.blockprocessors["abbr"]):
        vars(processor)["abbrs"] = ours
    return ours


def _all_extensions(md: Markdown) -> list[Extension]:
    return list(md.registeredExtensions)


def _extension(options: PythonMarkdownOptions, name: str) -> Extension:
    """The library's extension of that name; names come from `KNOWN_EXTENSIONS` only."""
    settings: dict[str, Any] = {
        key: value for key, value in options.settings_of(name).items() if re.fullmatch(r"\w+", key)
    }
    if name == "extra":
        settings = {}
    if "slugify" in settings:
        wished = str(settings.pop("slugify")).rsplit(".", 1)[-1]
        if wished in _SLUGIFIERS:
            settings["slugify"] = _SLUGIFIERS[wished]
    module = import_module(f"markdown.extensions.{name}")
    try:
        made = module.makeExtension(**settings)
    except (KeyError, TypeError, ValueError):
        made = module.makeExtension()
    if not isinstance(made, Extension):
        raise TypeError(f"{name} is not an extension")
    return made
