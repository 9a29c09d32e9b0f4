"""The posts as Qt's list views see them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from foreword.desktop.labels import plain_tip
from foreword.library import PostSummary

SUMMARY = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex

GROUPS: tuple[tuple[str, str], ...] = (
    ("all", "All posts"),
    ("draft", "Drafts"),
    ("scheduled", "Scheduled"),
    ("published", "Published"),
    ("page", "Pages"),
)


def in_group(summary: PostSummary, group: str) -> bool:
    """Whether a post belongs to one of the groups."""
    if group == "all":
        return summary.group != "page"
    if group == "page":
        return summary.group == "page"
    return summary.group != "page" and summary.status == group


class PostsModel(QAbstractListModel):
    """The posts of one group that match a search."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[PostSummary] = ()
        self._shown: list[PostSummary] = []
        self._group = "all"
        self._query = ""

    def set_posts(self, posts: Sequence[PostSummary]) -> None:
        """Takes the posts of a blog, in the order in which they are to be shown."""
        self._all = posts
        self._refresh()

    def set_filter(self, group: str, query: str) -> None:
        """Chooses a group and the words that a post has to contain."""
        if (group, query) != (self._group, self._query):
            self._group, self._query = group, query
            self._refresh()

    def counts(self) -> dict[str, int]:
        """How many posts each group has."""
        return {group: sum(in_group(post, group) for post in self._all) for group, _ in GROUPS}

    def row_of(self, path: Path | None) -> int:
        """The row of a post, or -1."""
        return next((row for row, post in enumerate(self._shown) if post.path == path), -1)

    def post_at(self, row: int) -> PostSummary:
        """The post in a row."""
        return self._shown[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        if not index.isValid():
            return None
        post = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return post.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(f"{post.path.name}\n{post.reason}" if post.reason else post.path.name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{post.title}, {post.status}, {second_line(post)}"
        return post if role == SUMMARY else None

    def _refresh(self) -> None:
        self.beginResetModel()
        self._shown = [
            post
            for post in self._all
            if in_group(post, self._group) and (not self._query or post.matches(self._query))
        ]
        self.endResetModel()


def second_line(post: PostSummary) -> str:
    """Date and category of a post, as listed below its title."""
    parts = []
    if post.date is not None:
        parts.append(f"{post.date.day} {post.date:%b %Y}")
    parts.extend(list(post.categories or post.tags)[:1])
    return " · ".join(parts) or post.path.name
