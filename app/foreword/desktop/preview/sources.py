"""Where the preview's pictures come from: the protocol it asks, and the files of a blog behind it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from foreword.errors import FileProblem
from foreword.files import resolve_inside
from foreword.rendering.pictures import SIGNATURE_SIZE, PicturePlaces, candidates, picture_type


@dataclass(frozen=True, slots=True)
class Found:
    """A picture's file and its MIME type."""

    path: Path
    mime: str


@dataclass(frozen=True, slots=True)
class Missing:
    """No picture there. ``tried`` says for each place why, in words that can be shown."""

    tried: tuple[str, ...]


class PictureSource(Protocol):
    """Finds the pictures of one post."""

    @property
    def own_addresses(self) -> tuple[str, ...]:
        """Addresses ("https://me.example") whose pictures lie in the blog itself."""
        ...

    def find(self, address: str) -> Found | Missing:
        """The picture that the post calls ``address``. Never raises."""
        ...


@dataclass(frozen=True, slots=True)
class BlogPictures:
    """The pictures in a blog's folder; nothing outside it is ever opened, whatever links point to."""

    places: PicturePlaces

    @property
    def own_addresses(self) -> tuple[str, ...]:
        """The site's own addresses."""
        return self.places.addresses

    def find(self, address: str) -> Found | Missing:
        """The first candidate that is a picture inside the site."""
        tried: list[str] = []
        for path in candidates(address, self.places):
            reason = "not there"
            try:
                real = resolve_inside(self.places.site_root, path)
                if real.is_file():
                    with real.open("rb") as stream:
                        mime = picture_type(stream.read(SIGNATURE_SIZE), real.name)
                    if mime is not None:
                        return Found(real, mime)
                    reason = "not a picture that can be shown"
            except FileProblem:
                reason = "outside the blog's folder"
            except (OSError, ValueError):
                reason = "cannot be read"
            tried.append(self._say(path, reason))
        return Missing(tuple(tried))

    def _say(self, path: Path, reason: str) -> str:
        try:
            shown = str(path.relative_to(self.places.site_root))
        except ValueError:
            shown = str(path)
        return shown if reason == "not there" else f"{shown} ({reason})"
