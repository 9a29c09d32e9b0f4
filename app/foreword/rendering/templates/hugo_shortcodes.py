"""The shortcodes that Hugo brings along, as HTML. Written from what Hugo 0.168 makes of them."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote, urlencode, urlsplit

from foreword.rendering.site_context import SiteContext
from foreword.rendering.templates.helpers import Highlight, Markdownify
from foreword.rendering.templates.shortcode_lexer import Call, Value

_PLAYER = "position: absolute; top: 0; left: 0; width: 100%; height: 100%; border:0;"
_FRAME = "position: relative; padding-bottom: 56.25%; height: 0; overflow: hidden;"
_ALLOWED = (
    "accelerometer; autoplay; clipboard-write; encrypted-media; gyroscope; picture-in-picture; web-share"
)
_PAGE_ENDINGS = ("", ".md", "/index.md", "/_index.md")
_TAG = re.compile(r"<[^<>]*>")


class NotKnown(Exception):
    """The shortcode cannot be rendered; the message says why."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a shortcode may ask for: the site, the post's own values, Markdown and highlighting."""

    site: SiteContext
    page: Mapping[str, object]
    markdown: Markdownify
    highlight: Highlight


def figure(call: Call, _: str, around: Surroundings) -> str:
    """A picture with a caption."""
    caption = _inline(call.get("caption"), around)
    alt = call.get("alt")
    image = f'<img src="{html.escape(_address(_text(call.get("src"))))}"'
    if alt or (alt is not None and caption):
        image += f' alt="{html.escape(_text(alt))}"'
    elif caption:
        image += _attribute("alt", html.unescape(_TAG.sub("", caption)))
    image += "".join(_attribute(name, call.get(name)) for name in ("width", "height", "loading")) + ">"
    if call.get("link"):
        opening = "<a" + _attribute("href", _address(_text(call.get("link"))))
        image = (
            opening
            + _attribute("target", call.get("target"))
            + _attribute("rel", call.get("rel"))
            + f">{image}</a>"
        )
    return f"<figure{_attribute('class', call.get('class'))}>{image}{_figcaption(call, caption, around)}</figure>"


def _figcaption(call: Call, caption: str, around: Surroundings) -> str:
    title, source = call.get("title"), _inline(call.get("attr"), around)
    if not (title or caption or source):
        return ""
    heading = f"<h4>{html.escape(_text(title))}</h4>" if title else ""
    if source and call.get("attrlink"):
        source = f"\n<a{_attribute('href', _address(_text(call.get('attrlink'))))}>{source}</a>"
    words = f"<p>{caption}{source}</p>" if caption or source else ""
    return f"<figcaption>\n{heading}{words}\n</figcaption>"


def details(call: Call, inner: str, around: Surroundings) -> str:
    """A disclosure: a summary, and Markdown that it hides."""
    names = ("class", "name", "open", "title")
    attributes = "".join(
        " open" if name == "open" else _attribute(name, call.get(name)) for name in names if call.get(name)
    )
    summary = _inline(call.get("summary"), around) or "Details"
    return f"<details{attributes}>\n<summary>{summary}</summary>\n{around.markdown(inner.strip())}</details>"


def highlight(call: Call, inner: str, around: Surroundings) -> str:
    """Code in a language, with options."""
    language = _text(call.get("type", 0))
    options = _options(_text(call.get("options", 1)))
    code = inner.strip("\n").removesuffix("\n")
    spans = around.highlight(code, language)
    inside = html.escape(code, quote=False) if spans is None else spans.removesuffix("\n")
    if options.get("hl_inline") == "true":
        return f'<code class="code-inline language-{html.escape(language)}">{inside}</code>'
    if not language:
        return f'<pre tabindex="0"><code>{html.escape(code, quote=False)}</code></pre>'
    coded = (
        f'<code class="language-{html.escape(language)}" data-lang="{html.escape(language)}">{inside}</code>'
    )
    block = f'<pre tabindex="0">{coded}</pre>'
    if spans is None:
        return block
    if options.get("linenos") in ("true", "table"):
        first = int(options.get("linenostart", "1")) if options.get("linenostart", "1").isdigit() else 1
        numbers = "".join(f"<span>{first + line}\n</span>" for line in range(code.count("\n") + 1))
        cells = f'<td><pre tabindex="0"><code>{numbers}</code></pre></td><td>{block}</td>'
        return f'<div class="highlight"><div><table><tr>{cells}</tr></table></div></div>'
    return f'<div class="highlight">{block}</div>'


def youtube(call: Call, _: str, around: Surroundings) -> str:
    """A video of YouTube in its frame."""
    del around
    identity = _text(call.get("id", 0))
    if not identity:
        raise NotKnown("the video's id is missing")
    autoplay = bool(call.get("autoplay"))
    query: dict[str, object] = {
        "autoplay": int(autoplay),
        "controls": int(call.get("controls") is not False),
        "end": _whole(call.get("end")),
        "loop": int(bool(call.get("loop"))),
        "mute": int(bool(call.get("mute")) or autoplay),
        "start": _whole(call.get("start")),
    }
    if call.get("loop"):
        query["playlist"] = identity
    address = f"https://www.youtube.com/embed/{quote(identity)}?{urlencode(sorted(query.items()))}"
    allowed = _ALLOWED if call.get("allowFullScreen") is False else f"{_ALLOWED}; fullscreen"
    frame = {
        "allow": allowed,
        "loading": _text(call.get("loading")) or "eager",
        "referrerpolicy": "strict-origin-when-cross-origin",
        "src": address,
        "style": "" if call.get("class") else _PLAYER,
        "title": _text(call.get("title")) or "YouTube video",
    }
    return _framed(call, "".join(_attribute(name, value) for name, value in frame.items()))


def vimeo(call: Call, _: str, around: Surroundings) -> str:
    """A video of Vimeo in its frame."""
    del around
    identity = _text(call.get("id", 0))
    if not identity:
        raise NotKnown("the video's id is missing")
    frame = {
        "src": f"https://player.vimeo.com/video/{quote(identity)}?dnt=0",
        "style": "" if call.get("class") else _PLAYER,
        "allow": "" if call.get("allowFullScreen") is False else "fullscreen",
        "loading": call.get("loading"),
        "title": call.get("title"),
    }
    return _framed(call, "".join(_attribute(name, value) for name, value in frame.items()))


def _framed(call: Call, attributes: str) -> str:
    outer = _attribute("class", call.get("class")) if call.get("class") else _attribute("style", _FRAME)
    return f"<div{outer}>\n<iframe{attributes}></iframe>\n</div>"


def comment(call: Call, inner: str, around: Surroundings) -> str:
    """Nothing."""
    del call, inner, around
    return ""


def param(call: Call, _: str, around: Surroundings) -> str:
    """A value of the post's front matter, else of the site's parameters. Raises NotKnown."""
    name = _text(call.get("name", 0))
    own = around.page.get("params")
    places = [around.page, own if isinstance(own, Mapping) else {}, around.site.config.get("params")]
    for place in places:
        value: object = place
        for part in name.split("."):
            value = _entry(value, part)
        if value is not None:
            return _printed(value)
    raise NotKnown(f"neither the post nor the site has a value “{name}”")


def ref(call: Call, _: str, around: Surroundings) -> str:
    """The whole address of another post. Raises NotKnown."""
    return _reference(call, around, absolute=True)


def relref(call: Call, _: str, around: Surroundings) -> str:
    """The address of another post within the site. Raises NotKnown."""
    return _reference(call, around, absolute=False)


def _reference(call: Call, around: Surroundings, *, absolute: bool) -> str:
    path, hash_mark, anchor = _text(call.get("path", 0)).partition("#")
    path = path.partition("?")[0]
    if not path:
        return hash_mark + anchor
    here = PurePosixPath(_text(around.page.get("path"))).parent
    below = [PurePosixPath("content") / path.lstrip("/")]
    if not path.startswith("/"):
        below.insert(0, here / path)
    language = _text(call.get("lang"))
    base = _text(around.site.config.get("baseURL")).rstrip("/")
    for candidate in below:
        for ending in (f".{language}.md", f"/index.{language}.md") if language else _PAGE_ENDINGS:
            address = around.site.address_of(f"{posixpath.normpath(candidate)}{ending}")
            if address is not None:
                return f"{base if absolute else urlsplit(base).path}{address}{hash_mark}{anchor}"
    raise NotKnown(f"there is no page “{path}”")


TEXTS: Mapping[str, Callable[[Call, str, Surroundings], str]] = {"param": param, "ref": ref, "relref": relref}
"""Shortcodes that give text."""
BLOCKS: Mapping[str, Callable[[Call, str, Surroundings], str]] = {
    "figure": figure,
    "details": details,
    "highlight": highlight,
    "youtube": youtube,
    "vimeo": vimeo,
    "comment": comment,
}
"""Shortcodes that give HTML."""
WITH_CONTENT = frozenset({"details", "highlight", "comment"})
ONLINE = {
    "gist": "a gist is fetched by a script when the page is read",
    "instagram": "a post of Instagram is fetched by a script when the page is read",
    "tweet": "a tweet is fetched when the site is built",
    "twitter": "a tweet is fetched when the site is built",
    "twitter_simple": "a tweet is fetched when the site is built",
    "x": "a post of X is fetched when the site is built",
    "x_simple": "a post of X is fetched when the site is built",
    "qr": "the picture of the code is made when the site is built",
}
"""Hugo's own that a preview cannot show, and why."""


def _inline(value: Value | None, around: Surroundings) -> str:
    text = _text(value)
    if not text:
        return ""
    found = around.markdown(text).strip()
    if found.startswith("<p>") and found.endswith("</p>") and found.count("<p>") == 1:
        return found[3:-4]
    return found


def _attribute(name: str, value: Value | None) -> str:
    return "" if value in (None, "") else f' {name}="{html.escape(_text(value))}"'


def _address(address: str) -> str:
    return quote(address, safe="%/:?#[]@!$&'()*+,;=-._~", errors="replace")


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _whole(value: Value | None) -> int:
    return int(value) if isinstance(value, int | float) or (isinstance(value, str) and value.isdigit()) else 0


def _options(text: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in re.split(r",\s*(?=[\w]+=)", text))
    return {name.strip().lower(): value.strip().strip("\"'") for name, _, value in pairs if name.strip()}


def _entry(value: object, name: str) -> object:
    if not isinstance(value, Mapping):
        return None
    return next((found for key, found in value.items() if str(key).lower() == name.lower()), None)


def _printed(value: object) -> str:
    if isinstance(value, list | tuple):
        return "[" + " ".join(map(_printed, value)) + "]"
    if isinstance(value, Mapping):
        return "map[" + " ".join(f"{key}:{_printed(value[key])}" for key in sorted(value)) + "]"
    return _text(value)
