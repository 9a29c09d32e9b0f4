"""Python-Markdown, the dialect of Pelican, Nikola and plain folders, rendered by the library itself."""

from foreword.rendering.python_markdown.dialect import PythonMarkdownDialect
from foreword.rendering.python_markdown.options import PythonMarkdownOptions

__all__ = ["PythonMarkdownDialect", "PythonMarkdownOptions"]
