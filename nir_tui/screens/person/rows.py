"""The three lists of the person screen as rows: terminations, decisions, measures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.cases.case import Case
from models.reference_data.municipalities import Reference
from nir_tui.presentation.details import kind_of_termination
from nir_tui.presentation.hours import hours_shown
from nir_tui.presentation.i18n import _, label
from nir_tui.presentation.safe_text import fit, shorten
from nir_tui.widgets.row_list import ColumnTitles, Heading, TextRow
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
    terminations = [
        row
        for termination in shown
        for row in (
            termination_line(termination, case, reference, width),
            *_reason_in_full(termination, width),
        )
    ]
    decisions = [decision_row(d, case) for d in case.decisions]
    measures = [measure_row(m, case) for m in case.measures]
    return [
        Heading(_("Avslutning"), history_key),
        *_titled(_titles_of_terminations(width), terminations, _("Ingen avslutning")),
        Heading(_("Vedtak")),
        *_titled(_titles_of_decisions(), decisions, _("Ingen vedtak")),
        Heading(_("Tiltak")),
        *_titled(_titles_of_measures(), measures, _("Ingen tiltak")),
    ]


def _reason_in_full(termination: Termination, width: int) -> Iterator[ColumnTitles]:
    """Yield a line with the reason of an active termination and its group, if it is shortened."""
    reason = REASONS[termination.reason]
    if width < _WIDE and not termination.deleted and reason.short_label != reason.label:
        yield ColumnTitles(shorten(f"    {_(reason.label)} · {_(reason.group)}", width - 2))


def _titled(titles: str, rows: Sequence[TextRow], nothing: str) -> Iterator[TextRow]:
    """Yield the titles of the columns and the rows; without rows, that there are none."""
    if not rows:
        yield CaseItemLine(f"  {nothing}", "$text-muted")
        return
    yield ColumnTitles("  " + titles)
    yield from rows


def _titles_of_terminations(width: int) -> str:
    wide = width >= _WIDE
    hours = _("Timer/uke") if wide else _("Timer")
    reason = (_REASON_WIDE if wide else _REASON) + _HOURS - len(hours)
    titles = fit(_("Type"), _KIND) + fit(_("Årsak"), reason) + hours + "  " + fit(_("Dato"), 11)
    titles += fit(_("Registrert av"), 11) if wide else _("Reg. av")
    return titles + (_("Oppf.kommune") if wide else "")


def _titles_of_decisions() -> str:
    return (
        fit(_("Type"), _DECISION)
        + fit(_("Resultat"), _RESULT)
        + fit(_("Fra - til"), _PERIOD)
        + _("Gjeldende")
    )


def _titles_of_measures() -> str:
    return fit(_("Type"), _MEASURE) + fit(_("Fra - til"), _PERIOD) + _("Gjeldende")


_WIDE = 117
"""The width from which labels are whole and the municipality is shown, in columns."""
_KIND, _REASON, _REASON_WIDE, _HOURS = 29, 19, 46, 4
_DECISION, _RESULT, _PERIOD, _MEASURE = 23, 14, 24, 37
"""The widths of the columns, in cells."""


def termination_line(
    termination: Termination, case: Case, reference: Reference, width: int
) -> CaseItemLine:
    """Kind, reason, hours, date, registrar, municipality; deleted ones in italics, saying so."""
    kind = kind_of_termination(termination, case)
    if len(kind) >= _KIND:
        kind = kind.replace(label(TerminationKind.ORDINARY), _("Ordinær avsl."))
    wide = width >= _WIDE
    reason = REASONS[termination.reason]
    place = reference.name(termination.municipality)
    if termination.district:
        place += f", {reference.district_name(termination.district)}"
    text = (
        "  "
        + fit(kind, _KIND)
        + fit(_(reason.label if wide else reason.short_label), _REASON_WIDE if wide else _REASON)
        + f"{hours_shown(termination, _('ukj.')):>{_HOURS}}  "
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
        + fit(_SHORT_KINDS.get(decision.kind, lambda: label(decision.kind))(), _DECISION)
        + fit(label(decision.result), _RESULT)
        + fit(f"{norwegian_date(decision.effective_start)} {end}", _PERIOD)
        + _current(current)
    )
    return CaseItemLine(text, "" if current else "$text-muted", item=decision)


def measure_row(measure: Measure, case: Case) -> CaseItemLine:
    """Kind, period, current."""
    current = is_current_measure(measure, case.facts)
    text = (
        "  "
        + fit(label(measure.kind), _MEASURE)
        + fit(f"{norwegian_date(measure.start)} - {norwegian_date(measure.end)}", _PERIOD)
        + _current(current)
    )
    return CaseItemLine(text, "" if current else "$text-muted", item=measure)


def _current(current: bool) -> str:
    return _("gjeldende") if current else _("ikke gjeldende")
