"""Listing a blog: every post in a moment, a broken one shown broken."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path

from foreword.errors import Problem
from foreword.front_matter import WritingProfile, read_head
from foreword.library.reading import Opening, first_words, read_opening
from foreword.library.summary import PostSummary, fold
from foreword.sites import Found, PostState, Site, named_date

_TITLE_KEYS = ("title", "Title")
_DATE_KEYS = ("date", "Date", "pubDate", "publishDate", "pubdate", "published", "created", "lastmod")
_CATEGORY_KEYS = ("categories", "category", "Category")
_TAG_KEYS = ("tags", "tag", "Tags", "keywords")
_SHORT_TITLE = 60


def scan(site: Site, now: datetime | None = None) -> list[PostSummary]:
    """All posts, drafts and pages of a site: drafts first, then the newest. Never raises for a post.

    ``now`` decides what is scheduled; by default the present, in the computer's zone.
    """
    moment = now or datetime.now().astimezone()
    profile = site.writing_profile(None)
    posts = [_summary(site, found, moment, profile) for found in site.survey()]
    return sorted(posts, key=_order)


def summarise(site: Site, path: Path, now: datetime) -> PostSummary:
    """One post as a list shows it. Never raises; a file that is no post of the site is hidden."""
    group, parts = site.group(path), site.parts(path)
    if group is None or parts is None:
        reason = site.state(path, {}, now).reason
        return PostSummary(path, path.name, "hidden", reason, group=None)
    return _summary(site, Found(path, parts, group), now, site.writing_profile(None))


def _summary(site: Site, found: Found, now: datetime, profile: WritingProfile) -> PostSummary:
    path = found.path
    try:
        opening = read_opening(path)
    except OSError as error:
        return _unreadable(found, Problem(f"“{path.name}” cannot be read: {error.strerror or error}"))
    if "\0" in opening.text:
        return _unreadable(found, Problem("This file contains NUL bytes; it is not text."))
    fields, body_at, problem = _head(opening, profile)
    words = first_words(opening.text[body_at:])
    state = site.state_of_broken(found, problem) if problem else site.state_of(found, fields, now)
    title = _title(fields, words, path)
    by_words = site.generator == "jekyll"
    categories, tags = _names(fields, _CATEGORY_KEYS, by_words), _names(fields, _TAG_KEYS, by_words)
    return PostSummary(
        path=path,
        title=title,
        status=state.status,
        reason=state.reason,
        date=_date(fields, state),
        categories=categories,
        tags=tags,
        group=found.group,
        problem=problem,
        words=words,
        searched=fold("\n".join((title, *categories, *tags, words))),
    )


def _unreadable(found: Found, problem: Problem) -> PostSummary:
    return PostSummary(
        found.path, found.path.name, "hidden", str(problem), group=found.group, problem=problem
    )


def _head(opening: Opening, profile: WritingProfile) -> tuple[Mapping[str, object], int, Problem | None]:
    """The fields, where the body begins, and why the front matter cannot be read."""
    if opening.fields is not None:
        return opening.fields, opening.body_at, None
    head = read_head(opening.text, profile)
    return head.fields, head.end, head.problem


def _title(fields: Mapping[str, object], words: str, path: Path) -> str:
    for key in _TITLE_KEYS:
        value = fields.get(key)
        if (
            value is not None
            and not isinstance(value, (dict, list))
            and (text := " ".join(str(value).split()))
        ):
            return text
    if words:
        short = (
            words
            if len(words) <= _SHORT_TITLE
            else words[:_SHORT_TITLE].rpartition(" ")[0] or words[:_SHORT_TITLE]
        )
        return short if len(short) == len(words) else f"{short}…"
    return path.parent.name if path.stem in {"index", "_index"} else path.name


def _date(fields: Mapping[str, object], state: PostState) -> datetime | date | None:
    """The date as the post has it, else the one its generator takes from the file name."""
    for key in _DATE_KEYS:
        value = fields.get(key)
        if value is not None and (found := named_date(value)) is not None:
            return found
    return state.when


def _names(fields: Mapping[str, object], keys: tuple[str, ...], by_words: bool) -> tuple[str, ...]:
    """Categories or tags as names, whether written as a list or as a string; in Zola they lie in a table of their own.

    A string stands for several names where it has commas, and, with ``by_words``, under a key in the plural.
    """
    names: list[str] = []
    taxonomies = fields.get("taxonomies")
    for source in (fields, taxonomies) if isinstance(taxonomies, Mapping) else (fields,):
        for key in keys:
            value = source.get(key)
            if isinstance(value, str):
                names.extend(_split(value, by_words and key.endswith("s")))
            elif isinstance(value, (list, tuple)):
                names.extend(str(item) for item in value if isinstance(item, (str, int, float)))
    return tuple(dict.fromkeys(name for name in names if name))


def _split(text: str, by_words: bool) -> list[str]:
    for sign in ";", ",":
        if sign in text:
            return [part.strip() for part in text.split(sign)]
    return text.split() if by_words else [text.strip()]


def _order(post: PostSummary) -> tuple[bool, float, str]:
    return post.status != "draft", -_seconds(post), str(post.path)


def _seconds(post: PostSummary) -> float:
    """Where a post stands in time; a draft without a date by when it was last written."""
    when = post.date
    if isinstance(when, datetime):
        return (when if when.tzinfo is not None else when.replace(tzinfo=UTC)).timestamp()
    if when is not None:
        return datetime.combine(when, time(), UTC).timestamp()
    if post.status == "draft":
        with contextlib.suppress(OSError):
            return post.path.stat().st_mtime
    return float("-inf")
