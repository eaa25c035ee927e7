"""The texts of an undo: the change that is taken back, and what will stand afterwards."""

from datetime import date

from models.cases.case import Case
from models.changes.undo import Undo
from models.journal.actions import JournalAction
from models.journal.writer import Values
from nir_tui.presentation.i18n import _, render
from nir_tui.presentation.journal import JOURNAL_ACTION_LABELS
from rules.code_lists import DecisionKind, Goal, MeasureKind
from rules.message import norwegian_date
from rules.reasons import REASONS

_KINDS = {str(kind): kind.label for kinds in (DecisionKind, MeasureKind) for kind in kinds}


def undo_subject(undo: Undo) -> str:
    """Return what is taken back: the action, and what it was about."""
    entry = undo.undone
    action = _(JOURNAL_ACTION_LABELS[entry.action])
    after = {name: value for name, value in (entry.after or {}).items() if name != "version"}
    return f"{action}: {_item(after or entry.before or {})}"


def undo_consequences(undo: Undo, case: Case, as_of: date) -> str:
    """Return what will stand after the undo: the values restored, and what follows from them."""
    entry = undo.undone
    texts = [render(text) for text in undo.consequences(case, as_of)]
    before = entry.before or {}
    if before and entry.action != JournalAction.TERMINATION_ADD:
        texts.insert(0, _("{item} gjelder igjen").format(item=_item(before)))
    return "; ".join(texts)


def _item(values: Values) -> str:
    """Return a termination, decision, measure or goal in a few words."""
    if "goal" in values:
        return _(Goal(values["goal"]).label) if values["goal"] else _("uten sluttmål")
    if "reason" in values:
        return f"{_(REASONS[values['reason']].label)} {_day(values['date'])}"
    days = [_day(values.get(name)) for name in ("from", "to")]
    period = " - ".join(days) if any(days) else _day(values.get("date"))
    return f"{_(_KINDS[values['kind']])} {period}".rstrip(" -")


def _day(text: str | None) -> str:
    return norwegian_date(date.fromisoformat(text)) if text else ""
