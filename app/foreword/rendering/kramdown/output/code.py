"""Code as Jekyll shows it with Rouge around it, or another highlighter, or none."""

from __future__ import annotations

import re
from collections.abc import Callable

from foreword.rendering.kramdown.options import KramdownOptions
from foreword.rendering.kramdown.output.languages import ROUGE_LANGUAGES
from foreword.rendering.kramdown.tags import attributes_html, escape_attribute, escape_text

Highlight = Callable[[str, str], str | None]
_LANGUAGE = re.compile(r"(?:^|(?<=[ \t\n\r\f\v]))language-([^ \t\n\r\f\v]+)")
_LEADING_LANGUAGE = re.compile(r"\Alanguage-[^ \t\n\r\f\v]+ ?")


def _take_language(attributes: dict[str, str]) -> str:
    """Takes the language out of the class attribute."""
    classes = attributes.get("class", "")
    match = _LANGUAGE.search(classes)
    if match is None:
        return ""
    rest = f"{classes[: match.start()]}{classes[match.end() :]}".strip()
    if rest:
        attributes["class"] = rest
    else:
        del attributes["class"]
    return match[1]


def _known(language: str) -> bool:
    return language in ROUGE_LANGUAGES


def code_span(
    text: str, attributes: dict[str, str], options: KramdownOptions, highlight: Highlight | None
) -> str:
    """A code span."""
    language = _take_language(attributes)
    used = language or options.span_default_lang or ("plaintext" if options.guess_lang else "")
    rouge = options.syntax_highlighter == "rouge" and options.span_highlighting
    if rouge and _known(used):
        classes = [f"language-{used}", attributes.get("class", ""), "highlighter-rouge"]
        attributes["class"] = " ".join(filter(None, classes))
        shown = highlight(text, used) if highlight is not None and used != "plaintext" else None
        return f"<code{attributes_html(attributes)}>{(shown or '').rstrip() or escape_text(text)}</code>"
    if language:
        attributes["class"] = " ".join(filter(None, [f"language-{language}", attributes.get("class", "")]))
    return f"<code{attributes_html(attributes)}>{escape_text(text)}</code>"


def code_block(
    text: str, attributes: dict[str, str], options: KramdownOptions, highlight: Highlight | None, indent: int
) -> str:
    """A code block."""
    language = _take_language(attributes)
    used = language or options.default_lang or ("plaintext" if options.guess_lang else "")
    blanks = " " * indent
    if options.syntax_highlighter == "rouge" and options.block_highlighting and _known(used):
        # kramdown puts the language shown in the place of another one at the head of the classes.
        others = _LEADING_LANGUAGE.sub("", attributes.get("class", ""))
        classes = [f"language-{used}", others, "highlighter-rouge"]
        attributes["class"] = " ".join(filter(None, classes))
        shown = highlight(text, used) if highlight is not None else None
        if shown is None:
            shown = escape_text(text)
        return (
            f'{blanks}<div{attributes_html(attributes)}><div class="highlight">'
            f"{_pre(shown, options)}</div>{blanks}</div>\n"
        )
    text = text if text.endswith("\n") else f"{text}\n"
    inner = f' class="language-{escape_attribute(language)}"' if language else ""
    return f"{blanks}<pre{attributes_html(attributes)}><code{inner}>{escape_text(text)}</code></pre>\n"


def _pre(shown: str, options: KramdownOptions) -> str:
    start = f'<pre class="{escape_attribute(options.css_class)}"><code>'
    if not options.block_line_numbers:
        return f"{start}{shown}</code></pre>"
    if not shown.endswith("\n"):
        shown += "\n"
    first = options.block_start_line
    numbers = "\n".join(str(first + number) for number in range(shown.count("\n")))
    return (
        f'{start}<table class="rouge-table"><tbody><tr>'
        f'<td class="rouge-gutter gl"><pre class="lineno">{numbers}\n</pre></td>'
        f'<td class="rouge-code"><pre>{shown}</pre></td></tr></tbody></table></code></pre>'
    )
