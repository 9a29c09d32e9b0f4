"""One widget a field type, chosen from one table."""

from __future__ import annotations

from foreword.desktop.form.fields.base import FieldEditor
from foreword.desktop.form.fields.choice import ChoiceEditor
from foreword.desktop.form.fields.image import ImageEditor
from foreword.desktop.form.fields.items import ListEditor
from foreword.desktop.form.fields.moment import FIRST_YEAR, MomentEditor
from foreword.desktop.form.fields.number import NumberEditor
from foreword.desktop.form.fields.source import SourceEditor
from foreword.desktop.form.fields.switch import SwitchEditor
from foreword.desktop.form.fields.tags import TagsEditor
from foreword.desktop.form.fields.text import LongTextEditor, TextEditor
from foreword.desktop.form.view import FieldView
from foreword.front_matter import FieldKind

EDITORS: dict[FieldKind, type[FieldEditor]] = {
    FieldKind.TEXT: TextEditor,
    FieldKind.LONG_TEXT: LongTextEditor,
    FieldKind.DATE: MomentEditor,
    FieldKind.DATETIME: MomentEditor,
    FieldKind.SWITCH: SwitchEditor,
    FieldKind.NUMBER: NumberEditor,
    FieldKind.TAGS: TagsEditor,
    FieldKind.CHOICE: ChoiceEditor,
    FieldKind.IMAGE: ImageEditor,
    FieldKind.LIST: ListEditor,
    FieldKind.MAP: SourceEditor,
}


def editor_type(view: FieldView) -> type[FieldEditor]:
    """The widget for a field; one that cannot be edited safely shows its source, never a guess."""
    too_early = view.moment is not None and view.moment.year < FIRST_YEAR
    if view.refusal or too_early:
        return SourceEditor
    if view.kind in (FieldKind.DATE, FieldKind.DATETIME) and view.moment is None:
        return TextEditor
    return EDITORS[view.kind]


__all__ = ["EDITORS", "FieldEditor", "editor_type"]
