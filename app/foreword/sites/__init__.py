"""One module a generator: recognising a blog, finding its posts, and knowing whether each will appear."""

from foreword.sites.conventions import PostState, Status
from foreword.sites.dates import named_date, say_moment
from foreword.sites.recognition import open_site
from foreword.sites.site import Found, Site
from foreword.sites.walking import Group

__all__ = ["Found", "Group", "PostState", "Site", "Status", "named_date", "open_site", "say_moment"]
