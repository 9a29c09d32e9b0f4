"""A post while it is being written: every edit gives the patch of what it changes in the page."""

from foreword.rendering.live.document import LiveDocument
from foreword.rendering.live.patch import Patch, Replace, Splice, Unit

__all__ = ["LiveDocument", "Patch", "Replace", "Splice", "Unit"]
