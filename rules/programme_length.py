"""How long a programme may last, with its extensions and the leave that counts.

Extensions do not add up, and never shorten a programme. The last day of an extension includes the
leave up to the day it was decided: that leave raises its cap, and only later leave comes on top
(integreringsloven §§ 13-14, integreringsforskriften §§ 10, 17, 19; how leave and extensions combine
is ours).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rules.durations import Duration, Regime
from rules.leave import CountedLeave, Period
from rules.legal_basis import rests_on
from rules.legal_sources import (
    EXTENSION_OF_2026,
    EXTENSION_UNTIL_2026,
    LEAVE_OF_2026,
    LEAVE_UNTIL_2026,
    MONTHS_INTRODUKSJONSLOVEN,
)
from rules.register_choices import LEAVE_MEETS_EXTENSION


@dataclass(frozen=True, slots=True)
class Extension:
    """An extension: its last day, the day it was decided, and its number in the register.

    `is_dated`: whether the day it was decided is stored; if not, the rules assume one.
    """

    end: date
    decided: date
    is_dated: bool
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme with everything that decides its length.

    `base` is its end without extension and leave, `longest` with all extension months and no leave.
    `leaves` are all leaves that have both dates, `leave` those that count, and `late` those that do
    not count, each with the deadline that it begins after.
    """

    regime: Regime
    row: Duration
    start: date
    base: date
    longest: date
    extensions: tuple[Extension, ...]
    leave: CountedLeave
    late: tuple[tuple[Period, date], ...] = ()
    leaves: tuple[Period, ...] = ()

    @property
    def may_be_extended(self) -> bool:
        """Whether the rules allow any extension of this programme."""
        return self.row.extension > 0

    @rests_on(EXTENSION_UNTIL_2026, EXTENSION_OF_2026, MONTHS_INTRODUKSJONSLOVEN)
    def cap(self, decided: date, leave: CountedLeave) -> date:
        """Return the latest end that an extension decided on a day may have."""
        return later(self.longest, leave.days_until(decided))

    def latest_extension(self, decided: date) -> date:
        """Return the latest end that one more extension decided on a day may have.

        Which leave counts is computed with that extension in place.
        """
        longest = (*self.extensions, Extension(date.max, decided, is_dated=True))
        tried = replace(self, extensions=longest, leave=CountedLeave(self.leave.law), late=())
        return self.cap(decided, with_leaves(tried, self.leaves).leave)

    def extended(self, extension: Extension, leave: CountedLeave) -> date:
        """Return the deadline that one extension leads to."""
        end = min(extension.end, self.cap(extension.decided, leave))
        return later(end, leave.days - leave.days_until(extension.decided))

    def deadline(self, leave: CountedLeave) -> date:
        """Return the latest day of those that the base and each extension lead to."""
        days = [later(self.base, leave.days)]
        if self.may_be_extended:
            days += [self.extended(extension, leave) for extension in self.extensions]
        return max(days)


@rests_on(LEAVE_UNTIL_2026, LEAVE_OF_2026, MONTHS_INTRODUKSJONSLOVEN, LEAVE_MEETS_EXTENSION)
def with_leaves(programme: Programme, leaves: Sequence[Period]) -> Programme:
    """Return the programme with its leaves added, in the order of their from dates.

    A leave counts if it begins on or before the deadline computed with the leaves before it: the
    programme is still running then.
    """
    if leaves:
        programme = replace(programme, leaves=tuple(leaves))
    for first, last in programme.leaves:
        deadline = programme.deadline(programme.leave)
        if first <= deadline:
            programme = replace(programme, leave=programme.leave.with_leave((first, last)))
        else:
            programme = replace(programme, late=(*programme.late, ((first, last), deadline)))
    return programme


def later(day: date, days: int) -> date:
    """Return the day some days later, or the last day of the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max
