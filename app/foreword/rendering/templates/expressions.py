"""Rewrites Liquid's expressions into the form that the library parses, with the meaning Ruby's Liquid gives them.

Ruby's strict grammar has no reserved words after a dot, and where it fails a lax one of regular expressions takes
what it finds and leaves the rest (Liquid's error mode "warn", which is Jekyll's). `strict` and `lax` give text that
the library's parser reads as Ruby reads the original.
"""

from __future__ import annotations

import re

_RESERVED_ROOTS = frozenset(
    [
        "and",
        "as",
        "blank",
        "cols",
        "contains",
        "continue",
        "else",
        "for",
        "if",
        "in",
        "limit",
        "not",
        "offset",
        "or",
        "required",
        "reversed",
        "with",
    ]
)
_RESERVED = _RESERVED_ROOTS | frozenset(("true", "false", "nil", "null", "empty"))
_PLAIN_NAME = re.compile(r"[A-Za-z_][\w-]*\??\Z")
_TOKEN = re.compile(
    r"""(?P<string>"[^"]*"|'[^']*')"""
    r"""|(?P<path>[A-Za-z_][\w-]*\??(?:\s*\.\s*[\w-]+\??)*)"""
    r"""|(?P<tail>(?<=\])(?:\s*\.\s*[\w-]+\??)+)"""
    r"""|(?P<number>-?\d+(?:\.\d+)?)"""
    r"""|(?P<other>.)""",
    re.DOTALL,
)
_FRAGMENT = r"""(?:"[^"]*"|'[^']*'|(?:[^\s,|'"]|"[^"]*"|'[^']*')+)"""
_FIRST_FRAGMENT = re.compile(rf"({_FRAGMENT})(.*)", re.DOTALL)
_PIPED = re.compile(r"""(?:"[^"]*"|'[^']*'|[^|"']|["'])+""")
_ARGUMENT = re.compile(rf"[:,]\s*((?:\w+\s*:\s*)?{_FRAGMENT})")
_SEGMENT = re.compile(r"\[[^\[\]]+\]|[\w-]+\??")
_CONDITION = re.compile(rf"({_FRAGMENT})\s*([=!<>a-z_]+)?\s*({_FRAGMENT})?")
_CONNECTIVE = re.compile(r"""("[^"]*"|'[^']*')|\b(and|or)\b""")
_LOOP = re.compile(rf"([\w-]+)\s+in\s+({_FRAGMENT})\s*(reversed)?")
_LOOP_OPTION = re.compile(rf"(limit|offset|cols)\s*:\s*({_FRAGMENT})")
_ASSIGN = re.compile(r"([\w\-().\[\]]+)\s*=\s*(.*)\s*", re.DOTALL)

_OPERATORS = frozenset({"==", "!=", "<>", "<", ">", "<=", ">=", "contains"})
_STRINGS = re.compile(r""""[^"]*"|'[^']*'""")
_LONGEST_MARKUP = 20_000
_MOST_PARENTHESES = 60

OUTPUT = "{{"
CONDITIONS = frozenset({"if", "elsif", "unless"})
LOOPS = frozenset({"for", "tablerow"})
REWRITTEN = frozenset({OUTPUT, "assign", "echo", "case", "when", "cycle"}) | CONDITIONS | LOOPS


def too_complex(markup: str) -> bool:
    """Whether the library would take long to read the markup (it looks for a range at every parenthesis)."""
    if len(markup) > _LONGEST_MARKUP:
        return True
    return markup.count("(") > _MOST_PARENTHESES and _STRINGS.sub("", markup).count("(") > _MOST_PARENTHESES


def strict(name: str, markup: str) -> str:
    """The markup of an output (name `OUTPUT`) or tag, with names spelled so that no word of them is reserved."""
    if name in LOOPS:
        variable, separator, rest = markup.partition(" in ")
        return variable + separator + _rename(rest, loop=True)
    if name in CONDITIONS or name == "when":
        return _rename(markup, conditional=True)
    return _rename(markup)


def lax(name: str, markup: str) -> str:
    """The markup as Ruby's lax parser understands it; the markup itself where it understands nothing."""
    if name in CONDITIONS:
        return _lax_condition(markup)
    if name in LOOPS:
        return _lax_loop(markup)
    if name == "assign":
        found = _ASSIGN.match(markup)
        return f'["{found[1]}"] = {_lax_output(found[2])}' if found else markup
    if name == "cycle":
        return _lax_cycle(markup)
    if name == "capture":
        named = re.search(r"""["']?([\w-]+)["']?""", markup)
        return f'["{named[1]}"]' if named else markup
    if name in (OUTPUT, "echo"):
        return _lax_output(markup)
    return markup


def _rename(markup: str, *, loop: bool = False, conditional: bool = False) -> str:
    parts: list[str] = []
    previous = ""
    for found in _TOKEN.finditer(markup):
        text = found.group()
        if found.lastgroup == "path":
            keeps = conditional and text in ("and", "or", "contains")
            if loop and parts:
                keeps = (
                    text == "continue" if previous == ":" else text in ("limit", "offset", "cols", "reversed")
                )
            text = text if keeps else _path(text)
        elif found.lastgroup == "tail":
            text = "".join(_segment(part.strip()) for part in text.split(".")[1:])
        parts.append(text)
        previous = text if text.strip() else previous
    return "".join(parts)


def _path(text: str) -> str:
    if "." not in text:
        return f'["{text}"]' if text in _RESERVED_ROOTS else text
    root, *segments = (part.strip() for part in text.split("."))
    return _path(root) + "".join(map(_segment, segments))


def _segment(name: str) -> str:
    return f".{name}" if _PLAIN_NAME.match(name) and name not in _RESERVED else f'["{name}"]'


def _lax_output(markup: str) -> str:
    found = _FIRST_FRAGMENT.search(markup)
    if found is None:
        return "nil"
    value, rest = _value(found[1]), found[2]
    bar = rest.find("|")
    if bar < 0:
        return value
    filters = [value]
    for piece in _PIPED.findall(rest[bar + 1 :]):
        name = re.search(r"\w+", piece)
        if name is None:
            continue
        arguments = [_argument(argument) for argument in _ARGUMENT.findall(piece[name.end() :])]
        filters.append(name.group() + (": " + ", ".join(arguments) if arguments else ""))
    return " | ".join(filters)


def _argument(text: str) -> str:
    keyword = re.match(r"(\w+)\s*:\s*(.+)", text, re.DOTALL)
    return f"{keyword[1]}: {_value(keyword[2])}" if keyword else _value(text)


def _value(fragment: str) -> str:
    """One operand: a literal, a range, or else a path of whatever looks like names."""
    text = fragment.strip()
    if re.fullmatch(r"""("[^"]*"|'[^']*'|-?\d+(\.\d+)?|true|false|nil|null|empty)""", text, re.DOTALL):
        return text
    if re.fullmatch(r"\(\S+?\.\.\S+?\)", text):
        return strict(OUTPUT, text)
    segments: list[str] = _SEGMENT.findall(text)
    if not segments:
        return "nil"
    root = segments[0] if segments[0].startswith("[") else f'["{segments[0]}"]'
    return root + "".join(part if part.startswith("[") else _segment(part) for part in segments[1:])


def _lax_condition(markup: str) -> str:
    words: list[str] = []
    at = 0
    for found in [*_CONNECTIVE.finditer(markup), None]:
        if found is not None and found[1]:
            continue
        end = found.start() if found else len(markup)
        condition = _CONDITION.search(markup[at:end])
        if condition is None:
            return markup
        left, operator, right = condition.groups()
        words.append(_value(left))
        if operator and operator not in _OPERATORS:
            return markup
        if operator:
            words += [operator, _value(right) if right else "nil"]
        if found:
            words.append(found[2])
            at = found.end()
    return " ".join(words)


def _lax_cycle(markup: str) -> str:
    group = re.match(rf"({_FRAGMENT})\s*:\s*(.*)", markup, re.DOTALL)
    name = group[1].strip("'\"") if group else ""
    values = [_value(value) for value in re.findall(_FRAGMENT, group[2] if group else markup)]
    return (f'"{name}": ' if group and '"' not in name else "") + ", ".join(values or ["nil"])


def _lax_loop(markup: str) -> str:
    found = _LOOP.match(markup)
    if found is None:
        return markup
    words = [found[1], "in", _value(found[2]), found[3] or ""]
    for option, value in _LOOP_OPTION.findall(markup):
        words.append(f"{option}:{value if value == 'continue' else _value(value)}")
    return " ".join(word for word in words if word)
