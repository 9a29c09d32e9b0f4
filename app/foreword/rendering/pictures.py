"""Where the picture that a post names may lie: from an address to candidate files, and what kind of picture it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

_LIQUID_PREFIX = re.compile(r"^\{\{-?\s*site\.(?:baseurl|url)\s*-?\}\}")
_URL_FILTERS = r"(?:relative_url|absolute_url|url|relURL|absURL|prepend:\s*site\.(?:baseurl|url))"
_LIQUID_FILTERED = re.compile(
    r"""^\{\{-?\s*(["'])(?P<path>[^"'|]+)\1\s*(?:\|\s*""" + _URL_FILTERS + r"""\s*)+-?\}\}$"""
)
_PELICAN_PREFIX = re.compile(r"^[{|](?P<kind>static|attach|filename)[}|](?P<path>.*)$")
_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:")
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"\x00\x00\x01\x00", "image/x-icon"),
)
SIGNATURE_SIZE = 1024
"""Bytes of a file's beginning that `picture_type` looks at."""


@dataclass(frozen=True, slots=True)
class PicturePlaces:
    """Where the pictures of one post may lie.

    ``post_folder`` holds the post (or is its page bundle); ``site_root`` is the blog's folder, out of which no picture
    is taken; ``static_roots`` are the folders whose content the generator puts at the site's root, best first, the
    site root itself not needed; ``base_path`` is the path the site is published under ("" or "/blog");
    ``addresses`` are the site's own addresses ("https://me.example").
    """

    post_folder: Path
    site_root: Path
    static_roots: tuple[Path, ...] = ()
    base_path: str = ""
    addresses: tuple[str, ...] = ()


def is_remote(address: str, places: PicturePlaces) -> bool:
    """Whether the address leads to another site: it names a host, and not the blog's own."""
    plain = address.strip()
    if plain.startswith("//"):
        plain = "https:" + plain
    return plain.lower().startswith(("http://", "https://")) and _own_path(plain, places) is None


def candidates(address: str, places: PicturePlaces) -> tuple[Path, ...]:
    """The files that ``address`` may mean, the likeliest first; empty when it cannot mean a file of the blog.

    Queries and fragments are cut off, percent-encoding is undone (the literal name counts too), the beginnings
    ``{{ site.baseurl }}``, ``{{ "/x" | relative_url }}``, ``{static}``, ``{attach}`` and ``{filename}`` are understood.
    A path is not checked to lie inside the site; whoever opens it has to.
    """
    plain = _without_templates(address.strip())
    own = _own_path("https:" + plain if plain.startswith("//") else plain, places)
    if own is not None:
        plain = own or "/"
    elif _SCHEME.match(plain) or plain.startswith("//"):
        return ()
    found: dict[Path, None] = {}
    for name in _spellings(plain):
        for folder, path in _folders(name, places):
            relative = path.lstrip("/")
            if relative:
                found[folder / PurePosixPath(relative)] = None
    return tuple(found)


def picture_type(head: bytes, name: str = "") -> str | None:
    """The MIME type of the picture whose first bytes are ``head``, or None for what is no picture.

    The content decides, not the name; only SVG, which is text, needs one of the two to say so.
    """
    for signature, mime in _SIGNATURES:
        if head.startswith(signature):
            return mime
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:12] in {b"ftypavif", b"ftypavis"}:
        return "image/avif"
    text = head[:SIGNATURE_SIZE].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith(b"<svg") or (
        text.startswith((b"<?xml", b"<!--", b"<!doctype svg")) and b"<svg" in text
    ):
        return "image/svg+xml"
    if name.lower().endswith(".svg") and text.startswith((b"<?xml", b"<!--", b"<!doctype svg")):
        return "image/svg+xml"
    return None


def _without_templates(address: str) -> str:
    filtered = _LIQUID_FILTERED.match(address)
    if filtered:
        return "/" + filtered["path"].strip().lstrip("/")
    without_site = _LIQUID_PREFIX.sub("", address)
    if without_site != address:
        return "/" + _without_templates(without_site).lstrip("/")
    pelican = _PELICAN_PREFIX.match(address)
    return pelican["path"] if pelican else address


def _own_path(address: str, places: PicturePlaces) -> str | None:
    """The path within the site of an address that names the blog's own host, else None. http and https are one."""
    if not address.lower().startswith(("http://", "https://")):
        return None
    host = _host(address)
    if all(_host(own) != host.lower() for own in map(str.lower, places.addresses)):
        return None
    return address[address.index("//") + 2 + len(host) :]


def _host(address: str) -> str:
    """What stands between ``//`` (or the beginning) and the path: name, port and, where given, the user."""
    return re.split(r"[/?#]", address.split("//", 1)[-1], maxsplit=1)[0]


def _spellings(path: str) -> list[str]:
    """The path decoded, and as it is written, each without query and fragment."""
    bare = re.split(r"[?#]", path, maxsplit=1)[0].replace("\\", "/")
    spellings = [unquote(bare), bare, unquote(path)]
    return [name for name in dict.fromkeys(spellings) if name and "\x00" not in name]


def _folders(path: str, places: PicturePlaces) -> list[tuple[Path, str]]:
    roots = [*places.static_roots, places.site_root]
    if not path.startswith("/"):
        return [(places.post_folder, path), *((root, path) for root in roots)]
    base = "/" + places.base_path.strip("/")
    pairs = [(root, path) for root in roots]
    if base != "/" and path.startswith(base + "/"):
        pairs = [(root, path.removeprefix(base)) for root in roots] + pairs
    return [*pairs, (places.post_folder, path)]
