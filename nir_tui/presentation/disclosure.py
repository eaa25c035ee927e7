"""A disclosure as plain text: everything held about a person, in words."""

import datetime
from collections.abc import Iterator
from textwrap import wrap

from models.administration.disclosure import Disclosure
from models.journal.writer import Values
from models.reference_data.municipalities import Reference
from models.tables.norwegian_time import in_norway
from nir_tui.presentation.hours import hours_shown
from nir_tui.presentation.i18n import _, label, marked
from nir_tui.presentation.journal import FIELD_LABELS, action_label, change_summary, value_shown
from nir_tui.presentation.safe_text import sanitize
from rules.deadlines import completion_deadline, start_deadline
from rules.duf_number import format_duf
from rules.facts import CaseFacts, Decision, Event, Measure, Termination
from rules.message import norwegian_date
from rules.reasons import REASONS

_WIDTH = 78
_SEXES = {"K": marked("kvinne"), "M": marked("mann")}


def disclosure_text(found: Disclosure, reference: Reference) -> str:
    """Return the disclosure, in lines of at most 78 characters, each section under its heading."""
    lines: list[str] = []
    for title, items in _sections(found, reference):
        lines += ["", title]
        for item in items or [_("Ingenting er registrert")]:
            lines += wrap(f"  {sanitize(item)}", _WIDTH, subsequent_indent="    ")
    return "\n".join([*_heading(found), *lines, ""])


def _heading(found: Disclosure) -> list[str]:
    duf, name = format_duf(found.case.person.duf), sanitize(found.case.person.name)
    printed = _("Skrevet ut {moment} av {by}")
    return [
        _("Innsyn: alt registeret har om {name}, DUF-nummer {duf}").format(name=name, duf=duf),
        sanitize(printed.format(moment=_moment(found.printed_at), by=found.printed_by)),
    ]


def _sections(found: Disclosure, reference: Reference) -> Iterator[tuple[str, list[str]]]:
    facts = found.case.facts
    yield _("Personen"), [*_fields(found.person, reference), *_deadlines(facts, found.as_of)]
    yield _("Vedtak"), [_decision(decision) for decision in found.case.decisions]
    deleted = map(_deleted_measure, found.deleted_measures)
    yield _("Tiltak"), [*map(_measure, found.case.measures), *deleted]
    yield _("Hendelser fra Folkeregisteret"), [_event(event) for event in facts.events]
    yield (
        _("Avslutninger, slettede også"),
        [_termination(termination, reference) for termination in found.case.terminations],
    )
    yield _("Satt til side i en arbeidsliste"), [*map(_set_aside, found.set_asides)]
    yield _("Lagret for brukere"), [_kept(kept) for kept in found.kept_for_users]
    yield (
        _("Journalen: hvem som så og endret hva, nyeste først"),
        [
            " · ".join(filter(None, (_moment(e.at), e.by, action_label(e), change_summary(e))))
            for e in found.journal
        ],
    )


def _fields(person: Values, reference: Reference) -> Iterator[str]:
    places = {
        "municipality": reference.name(person["municipality"]),
        "district": reference.district_name(person["district"]) if person["district"] else "",
    }
    for name, value in person.items():
        shown = format_duf(value) if name == "duf" else value_shown(value)
        if name == "sex":
            shown = _(_SEXES[value]) if value in _SEXES else shown
        named = _(FIELD_LABELS.get(name, name))
        yield f"{named}: {shown} {places.get(name, '')}".rstrip()


def _deadlines(facts: CaseFacts, as_of: datetime.date) -> Iterator[str]:
    """Yield the deadlines that the rules compute."""
    start, completion = start_deadline(facts), completion_deadline(facts, as_of)
    for name, deadline in (
        (_("Frist for oppstart:"), start),
        (_("Frist for gjennomføring:"), completion),
    ):
        yield f"{name} {_day(deadline.day if deadline else None)}"


def _decision(decision: Decision) -> str:
    parts = (label(decision.kind), label(decision.result))
    decided = _("vedtatt {day}").format(day=_day(decision.date))
    return " · ".join((*parts, decided, _period(decision.start, decision.end)))


def _measure(measure: Measure) -> str:
    return f"{label(measure.kind)} · {_period(measure.start, measure.end)}"


def _deleted_measure(values: Values) -> str:
    kind, start, end = (value_shown(values[name]) for name in ("kind", "from", "to"))
    return f"{kind} · {start} - {end} · {_deletion(values['deleted_at'], values['deleted_by'])}"


def _event(event: Event) -> str:
    places = [place.name for place in (event.moved_from, event.moved_to) if place]
    return " · ".join((label(event.kind), norwegian_date(event.date), *places))


def _termination(termination: Termination, reference: Reference) -> str:
    registered = _("registrert {moment} av {by}")
    at, by = termination.registered_at, termination.registered_by
    hours = hours_shown(termination)
    parts = [
        label(termination.kind),
        _(REASONS[termination.reason].label),
        norwegian_date(termination.date),
        _("{hours} timer per uke").format(hours=hours) if hours else "",
        reference.name(termination.municipality),
        reference.district_name(termination.district) if termination.district else "",
        registered.format(moment=_moment(at), by=by),
    ]
    if termination.deleted_at:
        parts.append(_deletion(termination.deleted_at.isoformat(), termination.deleted_by))
    return " · ".join(filter(None, parts))


def _deletion(at: str, by: str | None) -> str:
    moment = _moment(datetime.datetime.fromisoformat(at))
    return _("slettet {moment} av {by}").format(moment=moment, by=by or "-")


def _set_aside(values: Values) -> str:
    until = datetime.date.fromisoformat(values["until"])
    text = _("til {day} av {by}").format(day=norwegian_date(until), by=values["user"])
    waits = value_shown(values["because"]) if values["because"] else ""
    return " · ".join(filter(None, (text, waits)))


def _kept(kept: Values) -> str:
    """Return what is kept about the person for one user."""
    texts = {
        "session": _("{user} sto ved personen da økten sluttet"),
        "walk": _("{user} hadde personen i lista som ble gått gjennom"),
    }
    return texts[kept["kind"]].format(user=kept["user"])


def _period(start: datetime.date | None, end: datetime.date | None) -> str:
    return _("fra {start} til {end}").format(start=_day(start), end=_day(end))


def _day(day: datetime.date | None) -> str:
    return norwegian_date(day) or "-"


def _moment(moment: datetime.datetime) -> str:
    local = in_norway(moment)
    return f"{norwegian_date(local.date())} {local:%H:%M}"
