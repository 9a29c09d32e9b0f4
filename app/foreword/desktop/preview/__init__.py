"""The preview: one page, loaded once, that follows the post block by block and can run nothing of it."""

from foreword.desktop.preview.panel import PreviewPanel
from foreword.desktop.preview.sources import BlogPictures, Found, Missing, PictureSource
from foreword.desktop.preview.units import Change, Replace, Splice, Unit

__all__ = [
    "BlogPictures",
    "Change",
    "Found",
    "Missing",
    "PictureSource",
    "PreviewPanel",
    "Replace",
    "Splice",
    "Unit",
    "register_scheme",
]


def register_scheme() -> None:
    """Makes the preview's own scheme known to the web engine. Must run before QApplication is made."""
    from foreword.desktop.preview.scheme import register_scheme as register

    register()
