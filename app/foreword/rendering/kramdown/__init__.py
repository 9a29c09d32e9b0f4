"""kramdown, the Markdown of Jekyll: its grammar, its HTML."""

from foreword.rendering.kramdown.dialect import KramdownDialect
from foreword.rendering.kramdown.options import KramdownOptions

__all__ = ["KramdownDialect", "KramdownOptions"]
