"""Literal values out of configuration that is a program (Python, JavaScript), without running any of it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from foreword.errors import Problem
from foreword.sites.configuration import read_text


def python_values(file: Path) -> tuple[dict[str, object], Problem | None]:
    """The plain values that a Python file assigns at its top level to names, later ones winning.

    Strings, numbers, tuples, lists, mappings, and names that stand for such values are read. What would have to be
    computed is left out. A file that does not parse gives {} and the problem.
    """
    text, problem = read_text(file)
    if problem is not None:
        return {}, problem
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        return {}, Problem(f"“{file.name}” cannot be read: {error.msg}", error.lineno, error.offset)
    except (ValueError, RecursionError, MemoryError):
        return {}, Problem(f"“{file.name}” cannot be read: it is not a configuration")
    values: dict[str, object] = {}
    for name, node in _assignments(tree):
        try:
            values[name] = ast.literal_eval(_Known(values).visit(node))
        except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
            values.pop(name, None)
    return values, None


def without_comments(script: str) -> str:
    """JavaScript without its comments, strings kept. Regular expression literals are not told from divisions."""
    return _COMMENT_OR_STRING.sub(lambda match: match[0] if match[0][0] in "\"'`" else " ", script)


def string_after(script: str, name: str) -> str | None:
    """The first string given to a property or call of this name: ``name: "x"``, ``name("x")``."""
    match = re.search(rf"\b{re.escape(name)}[\"']?\s*[:(]\s*([\"'`])((?:(?!\1)[^\\\n$])*)\1", script)
    return match[2] if match else None


def switch_after(script: str, name: str) -> bool | None:
    """The first ``name: true`` or ``name: false``."""
    match = re.search(rf"\b{re.escape(name)}[\"']?\s*:\s*(true|false)\b", script)
    return None if match is None else match[1] == "true"


def block_after(script: str, opening: str) -> str:
    """What stands between the brackets that ``opening``, a pattern ending before one, leads to; "" without any."""
    match = re.search(opening + r"\s*([({\[])", script)
    if match is None:
        return ""
    depth = 0
    for found in _BRACKET_OR_STRING.finditer(script, match.end(1) - 1):
        sign = found[0]
        depth += 1 if sign in "([{" else -1 if sign in ")]}" else 0
        if depth == 0:
            return script[match.end(1) : found.start()]
    return script[match.end(1) :]


def strings_in(script: str) -> tuple[str, ...]:
    """All plain strings in a piece of JavaScript."""
    return tuple(match[2] for match in re.finditer(r"([\"'`])((?:(?!\1)[^\\\n$])*)\1", script))


_STRING = r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`"
_COMMENT_OR_STRING = re.compile(_STRING + r"|//[^\n]*|/\*.*?\*/", re.DOTALL)
_BRACKET_OR_STRING = re.compile(_STRING + r"|[()\[\]{}]", re.DOTALL)


class _Known(ast.NodeTransformer):
    """Puts the values of names in their places."""

    def __init__(self, values: dict[str, object]) -> None:
        self._values = values

    def visit_Name(self, node: ast.Name) -> ast.expr:
        value = self._values.get(node.id)
        return ast.Constant(value) if isinstance(value, (str, int, float, bool)) else node


def _assignments(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for statement in tree.body:
        if isinstance(statement, ast.Assign):
            for target in statement.targets:
                if isinstance(target, ast.Name):
                    yield target.id, statement.value
        elif (
            isinstance(statement, ast.AnnAssign)
            and statement.value
            and isinstance(statement.target, ast.Name)
        ):
            yield statement.target.id, statement.value
