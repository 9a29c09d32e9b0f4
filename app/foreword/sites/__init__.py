"""One module a generator: recognising a blog, finding its posts, and knowing whether each will appear."""

from foreword.sites.conventions import Group, PostState, Status
from foreword.sites.dates import read_date, say_moment
from foreword.sites.recognition import open_site
from foreword.sites.site import Site

__all__ = ["Group", "PostState", "Site", "Status", "open_site", "read_date", "say_moment"]
