"""Hugo's Markdown: goldmark with the extensions that Hugo switches on."""

from foreword.rendering.goldmark.dialect import GoldmarkDialect
from foreword.rendering.goldmark.options import GoldmarkOptions

__all__ = ["GoldmarkDialect", "GoldmarkOptions"]
