"""The head of a post in any format: read it, and change a value without harming a byte of the rest."""

from foreword.front_matter.dates import DatePattern, read_date
from foreword.front_matter.head import Head, read_head
from foreword.front_matter.profile import KeyStyle, ListStyle, WritingProfile

Profile = WritingProfile

__all__ = [
    "DatePattern",
    "Head",
    "KeyStyle",
    "ListStyle",
    "Profile",
    "WritingProfile",
    "read_date",
    "read_head",
]
