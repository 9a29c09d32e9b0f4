"""Turns the open post's head and its blog's habits into what the form shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from foreword.desktop.form.view import FieldView, FormView
from foreword.errors import Problem
from foreword.front_matter import FieldKind, Head, Schema, read_date

_SHOWN_AT_MOST = 5
_SUGGESTED_AT_MOST = 12
_BEHIND_THE_SCENES = frozenset(
    {
        "layout",
        "permalink",
        "slug",
        "url",
        "id",
        "type",
        "weight",
        "aliases",
        "redirect_from",
        "template",
        "guid",
    }
)


def form_view(
    head: Head, problem: Problem | None, schema: Schema | None, layouts: Sequence[str] = (), status: str = ""
) -> FormView:
    """The form of a head. Rare, empty and technical fields are folded; the order is the file's."""
    if problem is not None:
        where = "The front matter cannot be read" if not head.fields else "The front matter has a problem"
        return FormView(problem=f"{where}: {problem}", summary=str(problem))
    fields = [_field(head, key, value, schema, layouts) for key, value in head.fields.items()]
    shown = 0
    views = []
    seen_pictures: set[str] = set()
    for field in sorted(fields, key=lambda field: field.kind is FieldKind.IMAGE and field.key != "image"):
        folded = _is_folded(field) or shown >= _SHOWN_AT_MOST or field.source in seen_pictures
        if field.kind is FieldKind.IMAGE and not folded:
            seen_pictures.add(field.source)
        shown += not folded
        views.append((field.key, folded))
    folded_keys = {key for key, folded in views if folded}
    return FormView(
        tuple(_with_fold(field, field.key in folded_keys) for field in fields),
        _suggestions(head.fields, schema),
        findings=tuple(str(finding) for finding in head.findings),
        summary=_summary(head.fields, status),
    )


def first_value(kind: FieldKind | None) -> object:
    """The value with which a field begins that the writer has just added."""
    now = datetime.now().astimezone()
    values: dict[FieldKind | None, object] = {
        FieldKind.SWITCH: True,
        FieldKind.NUMBER: 0,
        FieldKind.TAGS: [],
        FieldKind.LIST: [],
        FieldKind.DATE: now.date(),
        FieldKind.DATETIME: now.replace(microsecond=0),
        FieldKind.MAP: {},
    }
    return values.get(kind, "")


def _field(head: Head, key: str, value: Any, schema: Schema | None, layouts: Sequence[str]) -> FieldView:
    source = head.value_source(key)
    kind = head.kind(key, schema)
    vocabulary = tuple(schema.vocabulary(key)) if schema else ()
    if key == "layout":
        vocabulary = tuple(dict.fromkeys([*vocabulary, *layouts]))
    return FieldView(
        key,
        kind,
        value,
        source,
        items=tuple(head.items(key)) if kind in (FieldKind.TAGS, FieldKind.LIST) else (),
        moment=_moment(value) if kind in (FieldKind.DATE, FieldKind.DATETIME) else None,
        vocabulary=vocabulary,
        refusal=head.refusal(key),
    )


def _moment(value: object) -> date | None:
    if isinstance(value, date):
        return value
    found = read_date(value) if isinstance(value, str) else None
    return found[1] if found else None


def _is_folded(field: FieldView) -> bool:
    return field.key.lower() in _BEHIND_THE_SCENES or field.value in (None, "", [], {})


def _with_fold(field: FieldView, folded: bool) -> FieldView:
    return replace(field, folded=folded) if folded else field


def _suggestions(fields: Mapping[str, Any], schema: Schema | None) -> tuple[tuple[str, FieldKind], ...]:
    if schema is None:
        return ()
    missing = [(key, schema.kind(key)) for key in set(schema.order) - fields.keys()]
    missing.sort(key=lambda pair: (-(usage.count if (usage := schema.usage(pair[0])) else 0), pair[0]))
    return tuple(missing[:_SUGGESTED_AT_MOST])


def _summary(fields: Mapping[str, Any], status: str) -> str:
    by_name = {key.lower(): value for key, value in fields.items()}
    parts = [str(by_name[key]) for key in ("title", "date") if by_name.get(key)]
    return "  ·  ".join([*parts, status] if status else parts)
