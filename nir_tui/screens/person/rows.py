"""The three lists of the person screen as rows: terminations, decisions, measures."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.cases.case import Case
from models.reference_data.municipalities import Reference
from nir_tui.presentation.hours import hours_shown
from nir_tui.presentation.i18n import _, label
from nir_tui.presentation.safe_text import fit
from nir_tui.widgets.row_list import Heading, TextRow
from rules.code_lists import DecisionKind, TerminationKind
from rules.current_items import is_current_decision, is_current_measure
from rules.facts import Decision, Measure, Termination
from rules.message import norwegian_date
from rules.reasons import REASONS

_SHORT_KINDS = {DecisionKind.REJECTION: lambda: _("Avvist program")}

CaseItem = Termination | Decision | Measure | None


@dataclass(frozen=True, slots=True)
class CaseItemLine(TextRow):
    """A row with the item it shows; None for a row that says there is none."""

    item: CaseItem = None


def person_rows(
    case: Case, history: bool, reference: Reference, width: int, history_key: str
) -> list[TextRow]:
    """All rows of a person, with their headings."""
    shown = [t for t in case.terminations if history or not t.deleted]
    return [
        Heading(_("Avslutning"), history_key),
        *_or_nothing(
            [termination_line(t, case, reference, width) for t in shown], _("Ingen avslutning")
        ),
        Heading(_("Vedtak")),
        *_or_nothing([decision_row(d, case) for d in case.decisions], _("Ingen vedtak")),
        Heading(_("Tiltak")),
        *_or_nothing([measure_row(m, case) for m in case.measures], _("Ingen tiltak")),
    ]


def _or_nothing(rows: list[CaseItemLine], nothing: str) -> Iterator[CaseItemLine]:
    yield from rows or [CaseItemLine(f"  {nothing}", "$text-muted")]


_KIND = 29
"""The width of the column with the kind of a termination."""


def kind_of_termination(termination: Termination, case: Case) -> str:
    """Return the kind, with the mark of history: replaced by an edit, or deleted."""
    kind = label(termination.kind)
    if not termination.deleted:
        return kind
    is_replaced = case.is_replaced(termination)
    return (_("{kind} (erstattet)") if is_replaced else _("{kind} (slettet)")).format(kind=kind)


def termination_line(
    termination: Termination, case: Case, reference: Reference, width: int
) -> CaseItemLine:
    """Kind, reason, hours, date, registrar, municipality; deleted ones in italics, saying so."""
    kind = kind_of_termination(termination, case)
    if len(kind) >= _KIND:
        kind = kind.replace(label(TerminationKind.ORDINARY), _("Ordinær avsl."))
    wide = width >= 117
    reason = REASONS[termination.reason]
    place = reference.name(termination.municipality)
    if termination.district:
        place += f", {reference.district_name(termination.district)}"
    text = (
        "  "
        + fit(kind, _KIND)
        + fit(_(reason.label if wide else reason.short_label), 46 if wide else 19)
        + f"{hours_shown(termination, _('ukj.')):>4}  "
        + f"{norwegian_date(termination.date)} "
        + fit(termination.registered_by, 10)
        + (" " + place if wide else "")
    )
    return CaseItemLine(text, "italic" if termination.deleted else "", item=termination)


def decision_row(decision: Decision, case: Case) -> CaseItemLine:
    """Kind, result, period, current."""
    current = is_current_decision(decision, case.facts)
    end = f"- {norwegian_date(decision.end)}" if decision.kind.has_period else ""
    text = (
        "  "
        + fit(_SHORT_KINDS.get(decision.kind, lambda: label(decision.kind))(), 23)
        + fit(label(decision.result), 14)
        + fit(f"{norwegian_date(decision.effective_start)} {end}", 24)
        + _current(current)
    )
    return CaseItemLine(text, "" if current else "$text-muted", item=decision)


def measure_row(measure: Measure, case: Case) -> CaseItemLine:
    """Kind, period, current."""
    current = is_current_measure(measure, case.facts)
    text = (
        "  "
        + fit(label(measure.kind), 37)
        + fit(f"{norwegian_date(measure.start)} - {norwegian_date(measure.end)}", 24)
        + _current(current)
    )
    return CaseItemLine(text, "" if current else "$text-muted", item=measure)


def _current(current: bool) -> str:
    return _("gjeldende") if current else _("ikke gjeldende")
