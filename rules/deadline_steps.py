"""The steps that led to a deadline: the text of each, the day it led to, and its sources."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from rules import legal_sources as act
from rules import register_choices as choices
from rules.code_lists import Goal, Law
from rules.leave import LAST_DAY_BEFORE_THRESHOLD, UNCOUNTED_LEAVE, CountedLeave, Period
from rules.legal_sources import guide, of_law
from rules.message import Message, message
from rules.programme_length import Extension, Programme, later
from rules.sources import Source, joined
from rules.working_days import count_working_days, each_day


@dataclass(frozen=True, slots=True)
class Step:
    """One step in the computation of a deadline."""

    text: Message
    day: date | None
    sources: tuple[Source, ...]

    @property
    def source(self) -> Message:
        """The sources in one text."""
        return joined(self.sources)


def of_reported(day: date) -> Iterator[Step]:
    """Yield the step of a deadline known from a NIR report only."""
    yield Step(message("Oppgitt av NIR: {day}", day=day), day, (act.NIR_REPORT,))


def of_stored_start(day: date) -> Iterator[Step]:
    """Yield the step of a start deadline that is stored."""
    yield Step(message("Frist for oppstart er registrert: {day}", day=day), day, (act.NIR,))


def of_computed_start(law: Law, settled: date, months: int, day: date) -> Iterator[Step]:
    """Yield the steps of a start deadline computed from the settlement."""
    yield Step(message("Bosatt {day}", day=settled), settled, (act.NIR,))
    older = act.START_DEADLINE_INTRODUKSJONSLOVEN
    yield _months(settled, months, day, of_law(law, act.START_DEADLINE, older))


def of_programme(law: Law, goal: Goal | None, programme: Programme) -> Iterator[Step]:
    """Yield the steps from the start of the programme to the deadline."""
    row, start = programme.row, programme.start
    first = message("Første vedtak om deltakelse gjelder fra {day}", day=start)
    yield Step(first, start, (guide("1"),))
    if goal:
        yield Step(message("Sluttmål: {goal}", goal=message(goal.label)), None, (guide("1"),))
    yield _months(start, row.months, programme.base, (row.source,))
    yield from _leave(law, programme)
    yield from _extension(programme)


def _months(start: date, months: int, day: date, sources: tuple[Source, ...]) -> Step:
    text = message(
        "{months} måneder fra {start}: siste dag er {day}", months=months, start=start, day=day
    )
    if start.day > day.day:
        text = message("{text} (måneden har ingen {number}. dag)", text=text, number=start.day)
    return Step(text, day, sources)


def _leave(law: Law, programme: Programme) -> Iterator[Step]:
    """Yield what leave adds to the base, or why it adds nothing."""
    leave = programme.leave
    for first, last in leave.periods:
        text = message(
            "Permisjon {first} - {last}: {days}, {working}",
            first=first,
            last=last,
            days=calendar_days((last - first).days + 1),
            working=working_days(count_working_days(each_day([(first, last)]))),
        )
        yield Step(text, None, leave_sources(law, [(first, last)]))
    if len(programme.leaves) - len(programme.late) > len(leave.periods):
        text = message("Permisjoner som overlapper, er slått sammen: hver dag telles én gang")
        yield Step(text, None, leave_sources(law, leave.periods))
    if leave.threshold_applies:
        yield _threshold(leave)
    if leave.days:
        day = later(programme.base, leave.days)
        text = message(
            "Permisjonen legges til, {days}: siste dag er {day}",
            days=calendar_days(leave.days),
            day=day,
        )
        # The law's sentence on leave has no threshold; the regulation has had one since 2021.
        few = leave.is_under_threshold
        ours = (choices.THRESHOLD_MEETS_EARLIER_LEAVE,) if few else ()
        yield Step(text, day, (*leave_sources(law, leave.counting_periods), *ours))


def _threshold(leave: CountedLeave) -> Step:
    working = count_working_days(each_day(leave.periods))
    text = message(
        "{working} permisjon til sammen, over {limit}: alle dagene legges til",
        working=working_days(working),
        limit=UNCOUNTED_LEAVE,
    )
    if leave.is_under_threshold:
        text = message(
            "{working} permisjon til sammen, ikke over {limit}: dager etter {day} legger ikke noe "
            "til",
            working=working_days(working),
            limit=UNCOUNTED_LEAVE,
            day=LAST_DAY_BEFORE_THRESHOLD,
        )
    has_earlier_days = leave.periods[0][0] <= LAST_DAY_BEFORE_THRESHOLD
    ours = (choices.THRESHOLD_MEETS_EARLIER_LEAVE,) if has_earlier_days else ()
    return Step(text, None, (act.LEAVE_OF_2026, act.ABSENCE_OF_2026, act.WORKING_DAYS, *ours))


def _extension(programme: Programme) -> Iterator[Step]:
    """Yield what the deciding extension adds, if one adds anything."""
    extension = deciding_extension(programme)
    if extension is None:
        return
    row, leave = programme.row, programme.leave
    before = leave.days_until(extension.decided)
    cap = programme.cap(extension.decided, leave)
    condition = programme.regime.condition
    ours = (choices.LEAVE_MEETS_EXTENSION,) if leave.days else ()
    if not extension.is_dated:
        ours = (*ours, choices.EXTENSION_WITHOUT_DATE)
    sources = (row.source, *((condition,) if condition else ()), *ours)
    if extension.end <= cap:
        text = message(
            "Utvidet deltakelse til {end}, vedtatt {decided}: innenfor {longest}, som er det "
            "lengste loven gir",
            end=extension.end,
            decided=extension.decided,
            longest=cap,
        )
        yield Step(text, extension.end, sources)
    else:
        text = message(
            "Utvidet deltakelse til {end}, vedtatt {decided}: teller til {cap}, {months} måneder "
            "fra {start}",
            end=extension.end,
            decided=extension.decided,
            cap=cap,
            months=row.months + row.extension,
            start=programme.start,
        )
        if before:
            text = message(
                "{text} og {days} permisjon til og med vedtaksdagen",
                text=text,
                days=calendar_days(before),
            )
        yield Step(text, cap, sources)
    if after := leave.days - before:
        day = programme.deadline(leave)
        text = message(
            "Permisjon etter at utvidelsen ble vedtatt, legges til, {days}: siste dag er {day}",
            days=calendar_days(after),
            day=day,
        )
        yield Step(text, day, (choices.LEAVE_MEETS_EXTENSION,))


def deciding_extension(programme: Programme) -> Extension | None:
    """Return the extension that the deadline comes from; None if it comes from the base.

    Of several that lead to the same day: the one that ends last, then the one decided last.
    """
    if not programme.may_be_extended:
        return None
    leave = programme.leave
    deadline = programme.deadline(leave)
    if later(programme.base, leave.days) >= deadline:
        return None
    deciding = [e for e in programme.extensions if programme.extended(e, leave) == deadline]
    return max(deciding, key=lambda e: (e.end, e.decided))


def leave_sources(law: Law, periods: Iterable[Period]) -> tuple[Source, ...]:
    """Return the sources by which leave makes a programme longer, by the days of the leave."""
    older = act.MONTHS_INTRODUKSJONSLOVEN
    has = {first <= LAST_DAY_BEFORE_THRESHOLD for first, _last in periods}
    has |= {last <= LAST_DAY_BEFORE_THRESHOLD for _first, last in periods}
    return (
        *(of_law(law, act.LEAVE_UNTIL_2026, older) if True in has else ()),
        *(of_law(law, act.LEAVE_OF_2026, older) if False in has else ()),
    )


def calendar_days(count: int) -> Message:
    """Return a number of calendar days as text."""
    if count == 1:
        return message("1 kalenderdag")
    return message("{count} kalenderdager", count=count)


def working_days(count: int) -> Message:
    """Return a number of working days as text."""
    if count == 1:
        return message("1 virkedag")
    return message("{count} virkedager", count=count)
