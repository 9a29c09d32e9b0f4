"""The posts of a blog, listed."""

from foreword.library.learning import learn_schema
from foreword.library.scanning import scan, summarise
from foreword.library.summary import PostSummary, fold

__all__ = ["PostSummary", "fold", "learn_schema", "scan", "summarise"]
