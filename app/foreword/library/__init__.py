"""The posts of a blog, listed."""

from foreword.library.learning import NewPost, draft_new_post, learn_schema
from foreword.library.scanning import scan, summarise
from foreword.library.summary import PostSummary, fold

__all__ = ["NewPost", "PostSummary", "draft_new_post", "fold", "learn_schema", "scan", "summarise"]
