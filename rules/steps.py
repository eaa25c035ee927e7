"""The steps that led to a deadline, as they are told: what, the day, and the source it rests on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rules.code_lists import Goal, Law
from rules.durations import Duration
from rules.message import Message, cite, message
from rules.sources import of_law

UNCOUNTED_LEAVE = 10
"""Leave of so many working days or fewer moves no deadline.

Source: integreringsforskriften § 19 as of 2026-01-01."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the reckoning: what it says, the day it led to, the source it rests on."""

    text: Message
    day: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Leave:
    """All leave, first and last days, each day once; the working days in it, counted to eleven."""

    periods: tuple[tuple[date, date], ...] = ()
    working_days: int = 0

    @property
    def days(self) -> int:
        """The calendar days, both ends included."""
        return sum((last - first).days + 1 for first, last in self.periods)

    @property
    def counts(self) -> bool:
        """Whether it moves the deadline."""
        return self.working_days > UNCOUNTED_LEAVE


NO_LEAVE = Leave()

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


def of_extensions(row: Duration, base: date, latest: date, ends: Sequence[date]) -> Iterator[Step]:
    """What the latest extension adds, where it adds anything."""
    end = max(ends, default=base)
    if end <= base:
        return
    if end <= latest:
        yield Step(message("Vedtak om utvidet deltakelse til"), end, row.source)
        return
    yield Step(
        message(
            "Vedtak om utvidet deltakelse til {end} går ut over {months} måneders utvidelse; "
            "fristen stopper der",
            end=end,
            months=row.extension,
        ),
        latest,
        row.source,
    )


def of_leave(law: Law, leave: Leave, day: date) -> Iterator[Step]:
    """What leave adds, or why it adds nothing."""
    if not leave.periods:
        return
    for first, last in leave.periods:
        text = message("Vedtak om permisjon {first} - {last}", first=first, last=last)
        yield Step(text, None, _LEAVE[law])
    text = (
        message("Permisjon på {days} kalenderdager legges til", days=leave.days)
        if leave.counts
        else message(
            "Permisjon på {working} arbeidsdager; ti eller færre legger ikke noe til",
            working=leave.working_days,
        )
    )
    yield Step(text, day, _LEAVE[law])
