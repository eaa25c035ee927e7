"""A row of a list in words: its values, and what no column says."""

from typing import Any

from models.lists.column_registry import LabelPairs, ListColumn, ValueKind
from models.lists.list_line import ListLine
from models.lists.set_asides import SetAside
from nir_tui.presentation.i18n import _, label
from rules.duf_number import format_duf
from rules.message import norwegian_date


def value_text(column: ListColumn, value: Any, labels: LabelPairs) -> str:
    """Return a value as a user reads it; a code that is not among the labels as itself."""
    if value is None or value == "":
        return ""
    match column.kind:
        case ValueKind.CODE:
            return _(dict(labels).get(value, value))
        case ValueKind.DUF:
            return format_duf(value)
        case ValueKind.DAY:
            return norwegian_date(value)
        case ValueKind.DAYS:
            return _("{days} dager").format(days=value)
        case _:
            return str(value)


def is_on_open_leave(line: ListLine) -> bool:
    """Return whether a person in the programme is on open-ended leave: the deadline will move."""
    return line.open_leave and not line.reason


def set_aside_text(aside: SetAside) -> str:
    """Return until when a person is set aside, for what, and by whom."""
    waits = f", {label(aside.because)}" if aside.because else ""
    text = _("Satt til side til {day}{waits} ({by})")
    return text.format(day=norwegian_date(aside.until), waits=waits, by=aside.by)
