"""The head of a post in any format: read it, and change a value without harming a byte of the rest."""

from foreword.front_matter.dates import DatePattern, read_date
from foreword.front_matter.head import Head, read_head
from foreword.front_matter.kinds import FieldKind, KeyUsage, field_kind
from foreword.front_matter.profile import KeyStyle, ListStyle, WritingProfile
from foreword.front_matter.schema import KeySchema, Schema, learn

Profile = WritingProfile

__all__ = [
    "DatePattern",
    "FieldKind",
    "Head",
    "KeySchema",
    "KeyStyle",
    "KeyUsage",
    "ListStyle",
    "Profile",
    "Schema",
    "WritingProfile",
    "field_kind",
    "learn",
    "read_date",
    "read_head",
]
