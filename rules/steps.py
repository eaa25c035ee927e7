"""The steps that led to a deadline, as they are told: what, the day, and the source it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rules.code_lists import Goal, Law
from rules.durations import Duration
from rules.leave import CountedLeave
from rules.message import Message, cite, message
from rules.programme_length import Programme, later
from rules.sources import of_law


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the reckoning: what it says, the day it led to, the source it rests on."""

    text: Message
    day: date | None
    source: str


_START = of_law(cite("integreringsloven § 8"), cite("brukerveiledningen avsnitt 13"))
_LEAVE = of_law(
    cite("integreringsforskriften §§ 10, 17 og 19"),
    cite("som integreringsforskriften §§ 10, 17 og 19"),
)


def of_reported(day: date) -> Iterator[Step]:
    """Of a person known from a NIR report only."""
    yield Step(message("Oppgitt av NIR"), day, cite("NIR-rapport"))


def of_stored_start(day: date) -> Iterator[Step]:
    """A start deadline that is stored."""
    yield Step(message("Frist for oppstart er registrert"), day, cite("NIR"))


def of_reckoned_start(law: Law, settled: date, months: int, day: date) -> Iterator[Step]:
    """A start deadline reckoned from the settlement."""
    yield Step(message("Bosatt"), settled, cite("NIR"))
    yield Step(
        message("Bosettingsdato pluss {months} måneder", months=months),
        day,
        _START[law],
    )


def of_programme(
    start: date, offered: date, goal: Goal | None, row: Duration, base: date
) -> Iterator[Step]:
    """From the programme's start to its end without extension and leave."""
    yield Step(
        message("Første vedtak om deltakelse fra"),
        start,
        cite("brukerveiledningen avsnitt 1"),
    )
    if goal:
        yield Step(
            message("Sluttmål: {goal}", goal=goal.label),
            None,
            cite("brukerveiledningen avsnitt 1"),
        )
        yield Step(message("Programmet er tilbudt (vedtaksdato)"), offered, row.source)
    yield Step(message("Programmet kan vare {months} måneder", months=row.months), base, row.source)


def of_leave(law: Law, leave: CountedLeave, day: date) -> Iterator[Step]:
    """What leave adds to the base, or why it adds nothing."""
    if not leave.periods:
        return
    for first, last in leave.periods:
        text = message("Vedtak om permisjon {first} - {last}", first=first, last=last)
        yield Step(text, None, _LEAVE[law])
    if leave.is_under_threshold and leave.counting_periods != leave.periods:
        text = message(
            "Permisjon på {working} arbeidsdager; ti eller færre legger ikke noe til fra 2026",
            working=leave.working_days,
        )
        yield Step(text, None, _LEAVE[law])
    if leave.days:
        text = message("Permisjon på {days} kalenderdager legges til", days=leave.days)
        yield Step(text, day, _LEAVE[law])


def of_extensions(row: Duration, programme: Programme) -> Iterator[Step]:
    """What the extension that decides adds, where one adds anything."""
    if not programme.may_be_extended:
        return
    leave = programme.leave
    deadline = programme.deadline(leave)
    deciding = [e for e in programme.extensions if programme.extended(e, leave) == deadline]
    if not deciding or later(programme.base, leave.days) >= deadline:
        return
    extension = max(deciding, key=lambda e: (e.end, e.decided))
    cap = programme.cap(extension.decided, leave)
    if extension.end <= cap:
        yield Step(message("Vedtak om utvidet deltakelse til"), extension.end, row.source)
    else:
        text = message(
            "Vedtak om utvidet deltakelse til {end} går ut over {months} måneders utvidelse; "
            "fristen stopper der",
            end=extension.end,
            months=row.extension,
        )
        yield Step(text, cap, row.source)
    if after := leave.days - leave.days_until(extension.decided):
        text = message(
            "Permisjon etter at utvidelsen ble vedtatt: {days} kalenderdager", days=after
        )
        yield Step(text, deadline, row.source)
