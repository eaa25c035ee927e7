"""The draft of a participant's certificate (`deltakerbevis`), as plain text in bokmål."""

from collections.abc import Iterator
from datetime import date
from textwrap import wrap

from models.cases.case import Case
from models.reference_data.municipalities import Reference
from nir_tui.presentation.i18n import _, label, render
from nir_tui.presentation.safe_text import sanitize
from rules.certificate import Certificate, certificate
from rules.code_lists import Law
from rules.facts import Measure
from rules.leave import Period
from rules.legal_sources import CERTIFICATE, CERTIFICATE_SINCE
from rules.message import norwegian_date
from rules.reasons import REASONS

_WIDTH = 78


def certificate_text(case: Case, reference: Reference, today: date) -> str:
    """Return the draft, in lines of at most 78 characters.

    The municipality is the one that followed the person up when the termination was registered.
    Raises ValueError for a programme that has not ended.
    """
    said, active = certificate(case.facts), case.facts.active
    assert active is not None
    municipality = reference.name(active.municipality)
    lines: list[str] = []
    for paragraph in _paragraphs(case, said, municipality, today):
        is_item = paragraph.startswith("- ")
        if lines and not (is_item and lines[-1]):
            lines.append("")
        indent = "  " if is_item else ""
        lines += wrap(sanitize(paragraph), _WIDTH, subsequent_indent=indent)
    return "\n".join([*lines, ""])


def _paragraphs(case: Case, said: Certificate, municipality: str, today: date) -> Iterator[str]:
    yield _("UTKAST")
    yield _("Deltakerbevis for introduksjonsprogram")
    yield f"{municipality}, {norwegian_date(today)}"
    yield _programme(f"{case.person.first_name} {case.person.last_name}", said, municipality)
    if said.goal:
        yield _("Sluttmål: {goal}").format(goal=label(said.goal))
    if said.measures:
        yield _("Tiltak i programmet:")
        yield from map(_measure, said.measures)
    if said.leaves:
        yield _("Permisjon fra programmet:")
        yield from map(_leave, said.leaves)
    yield _("Programmet ble avsluttet {day}.").format(day=norwegian_date(said.end))
    if said.went_on_to:
        yield _("Etter programmet: {what}").format(what=_(REASONS[said.went_on_to].label))
    if case.facts.law is Law.INTEGRERINGSLOVEN and today >= CERTIFICATE_SINCE:
        text = _("Kommunen gir deltakerbevis når programmet er gjennomført eller avbrutt: {source}")
        yield text.format(source=render(CERTIFICATE.text))
    yield _("For kommunen: ______________________________")


def _programme(name: str, said: Certificate, municipality: str) -> str:
    end = norwegian_date(said.end)
    if said.start is None:
        text = _("{name} har deltatt i introduksjonsprogram i {municipality} til {end}.")
        return text.format(name=name, municipality=municipality, end=end)
    text = _("{name} har deltatt i introduksjonsprogram i {municipality} fra {start} til {end}.")
    start = norwegian_date(said.start)
    return text.format(name=name, municipality=municipality, start=start, end=end)


def _measure(measure: Measure) -> str:
    start, end = norwegian_date(measure.start) or "-", norwegian_date(measure.end)
    return f"- {label(measure.kind)}, {start} - {end}"


def _leave(leave: Period) -> str:
    return f"- {norwegian_date(leave[0])} - {norwegian_date(leave[1])}"
