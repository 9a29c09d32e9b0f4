"""A date, with its time and zone where the file has them."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from PySide6.QtCore import QDate, QLocale, QTime
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDateEdit, QHBoxLayout, QLineEdit, QTimeEdit, QWidget

from foreword.desktop.form.fields.base import FieldEditor
from foreword.desktop.form.fields.choice import Combo
from foreword.desktop.form.view import FieldView

FIRST_YEAR = 100
"""The first year that Qt's date field can show."""


class MomentEditor(FieldEditor):
    """Date, time and zone side by side. What the file does not say is not shown and not added."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._moment: date | None = None
        self._date = _DateBox(self)
        self._date.setCalendarPopup(True)
        self._date.setMinimumDate(QDate(FIRST_YEAR, 1, 1))
        self._date.setDisplayFormat("d MMM yyyy")
        self._date.setLocale(QLocale(QLocale.Language.English))
        self._time = _TimeBox(self)
        self._zone = Combo(self)
        self._zone.setToolTip("Time zone")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for box in (self._date, self._time, self._zone):
            row.addWidget(box)
        row.addStretch(1)
        for spin in (self._date, self._time):
            spin.setMinimumWidth(spin.fontMetrics().horizontalAdvance(_WIDEST[type(spin)]) + 34)
            self.route_undo(spin, *spin.findChildren(QLineEdit))
        self.setFocusProxy(self._date)
        self._date.dateChanged.connect(lambda _value: self._changed())
        self._time.timeChanged.connect(lambda _value: self._changed())
        self._zone.activated.connect(lambda _row: self._changed())

    def show_field(self, view: FieldView) -> None:
        """See FieldEditor."""
        moment = view.moment
        if moment is None:
            return
        self._moment = moment
        with self.showing():
            self._date.setDate(QDate(moment.year, moment.month, moment.day))
            for box, name in ((self._date, "date"), (self._time, "time"), (self._zone, "time zone")):
                box.setAccessibleName(f"{view.label}, {name}")
            timed = isinstance(moment, datetime)
            self._time.setVisible(timed)
            self._zone.setVisible(timed and moment.tzinfo is not None)  # type: ignore[attr-defined]
            if isinstance(moment, datetime):
                seconds = moment.second or view.source.count(":") > 1 + _colons_of_zone(view.source)
                self._time.setDisplayFormat("HH:mm:ss" if seconds else "HH:mm")
                self._time.setTime(QTime(moment.hour, moment.minute, moment.second))
                self._show_zone(moment)

    def parts(self) -> list[QWidget]:
        """See FieldEditor."""
        return [self._date, self._time, self._zone]

    def texts(self) -> tuple[str, ...]:
        """What is shown: date, time, zone, as far as the field has them."""
        boxes = (
            (self._date, self._date.text()),
            (self._time, self._time.text()),
            (self._zone, self._zone.currentText()),
        )
        return tuple(text for box, text in boxes if not box.isHidden())

    def _show_zone(self, moment: datetime) -> None:
        offset = moment.utcoffset()
        if offset is None:
            return
        local = datetime.now().astimezone().utcoffset() or timedelta()
        offsets = list(dict.fromkeys([offset, timedelta(), local]))
        self._zone.clear()
        for entry in offsets:
            self._zone.addItem(_zone_text(entry), entry.total_seconds())

    def _changed(self) -> None:
        if self._showing or self._moment is None:
            return
        day = self._date.date()
        new = date(day.year(), day.month(), day.day())
        if isinstance(self._moment, datetime):
            clock = self._time.time()
            zone = self._moment.tzinfo
            if zone is not None and self._zone.currentData() is not None:
                offset = timedelta(seconds=self._zone.currentData())
                zone = zone if self._moment.utcoffset() == offset else timezone(offset)
            micro = self._moment.microsecond
            new = datetime(
                new.year, new.month, new.day, clock.hour(), clock.minute(), clock.second(), micro, zone
            )
        if new != self._moment or getattr(new, "tzinfo", None) != getattr(self._moment, "tzinfo", None):
            self._moment = new
            self.ask(new)


class _DateBox(QDateEdit):
    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the form."""
        event.ignore()


class _TimeBox(QTimeEdit):
    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the form."""
        event.ignore()


def _zone_text(offset: timedelta) -> str:
    minutes = int(offset.total_seconds() // 60)
    sign = "-" if minutes < 0 else "+"
    text = f"{sign}{abs(minutes) // 60:02d}{abs(minutes) % 60:02d}"
    return f"UTC {text}"


def _colons_of_zone(source: str) -> int:
    tail = source.strip().strip("\"'")[-6:]
    return 1 if tail[:1] in "+-" and tail[3:4] == ":" else 0


_WIDEST: dict[type[QAbstractSpinBox], str] = {_DateBox: "30 Mmm 0000", _TimeBox: "00:00:00"}
