"""Posts: reading, changing and saving them."""

from foreword.posts.post import FieldPath, Post

__all__ = ["FieldPath", "Post"]
