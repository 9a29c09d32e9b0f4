"""The list of a blog's posts."""

from foreword.desktop.library_panel.panel import LibraryPanel

__all__ = ["LibraryPanel"]
