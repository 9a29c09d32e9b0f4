"""Finding out which generator a folder belongs to, from a post, a subfolder or the root."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from foreword.sites import astro, eleventy, hexo, hugo, jekyll, nikola, pelican, plain, zola
from foreword.sites.configuration import Configuration
from foreword.sites.conventions import Conventions, Evidence, Strength
from foreword.sites.folders import exists, is_folder, subfolders
from foreword.sites.site import Site


@dataclass(frozen=True, slots=True)
class Generator:
    """One generator: how it is called, recognised, configured, and what it does."""

    name: str
    label: str
    recognise: Callable[[Path], Evidence | None]
    configuration: Callable[[Path], Configuration]
    conventions: Callable[[Path, Configuration], Conventions]


GENERATORS = (
    Generator("jekyll", "Jekyll", jekyll.recognise, jekyll.configuration, jekyll.Jekyll),
    Generator("hugo", "Hugo", hugo.recognise, hugo.configuration, hugo.Hugo),
    Generator("pelican", "Pelican", pelican.recognise, pelican.configuration, pelican.Pelican),
    Generator("eleventy", "Eleventy", eleventy.recognise, eleventy.configuration, eleventy.Eleventy),
    Generator("astro", "Astro", astro.recognise, astro.configuration, astro.Astro),
    Generator("hexo", "Hexo", hexo.recognise, hexo.configuration, hexo.Hexo),
    Generator("zola", "Zola", zola.recognise, zola.configuration, zola.Zola),
    Generator("nikola", "Nikola", nikola.recognise, nikola.configuration, nikola.Nikola),
)
PLAIN = Generator("plain", "Plain folder", plain.recognise, plain.configuration, plain.Plain)


def open_site(folder: Path) -> Site:
    """The site that a folder, or a post in it, belongs to. Never raises and never executes configuration.

    The nearest folder at or above with a generator's configuration is the root, at most up to the root of the
    repository; else one with its folders alone; else a single site one level below; else the folder is plain.
    """
    start = Path(folder).absolute()
    if not is_folder(start):
        start = start.parent
    found = _at_or_above(start) or _below(start)
    if found is not None:
        root, generator, evidence = found
        return _site(root, generator, evidence.reasons)
    return _site(start, PLAIN, ("no generator's files were found",))


def _site(root: Path, generator: Generator, reasons: tuple[str, ...]) -> Site:
    configuration = generator.configuration(root)
    return Site(
        generator=generator.name,
        label=generator.label,
        root=root,
        conventions=generator.conventions(root, configuration),
        reasons=reasons,
        problems=configuration.problems,
        config_files=configuration.files,
    )


def _at_or_above(start: Path) -> tuple[Path, Generator, Evidence] | None:
    best: tuple[Path, Generator, Evidence] | None = None
    for folder in _upwards(start):
        for generator, evidence in _signs(folder):
            if best is None or evidence.strength > best[2].strength:
                best = (folder, generator, evidence)
        if best is not None and best[2].strength is Strength.OWN_FILE:
            break
    return best


def _upwards(start: Path) -> Iterator[Path]:
    try:
        home: Path | None = Path.home()
    except RuntimeError:
        home = None
    for folder in (start, *start.parents):
        if folder == home and folder != start:
            return
        yield folder
        if exists(folder / ".git"):
            return


def _below(start: Path) -> tuple[Path, Generator, Evidence] | None:
    found = [
        (child, generator, evidence)
        for child in subfolders(start)
        if child.name[0] != "_"
        for generator, evidence in _signs(child)[:1]
    ]
    sure = [sign for sign in found if sign[2].strength is Strength.OWN_FILE] or found
    return sure[0] if len(sure) == 1 else None


def _signs(folder: Path) -> list[tuple[Generator, Evidence]]:
    found = [(generator, generator.recognise(folder)) for generator in GENERATORS]
    signs = [(generator, evidence) for generator, evidence in found if evidence is not None]
    return sorted(signs, key=lambda sign: -sign[1].strength)
