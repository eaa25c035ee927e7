"""How long a programme may last: dated sets of rules, with a source on every row.

A change of the law is a new entry: the day from which it applies, and the first day of the offers
that it covers.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from rules import legal_sources as act
from rules.code_lists import Goal, Law
from rules.legal_basis import rests_on
from rules.message import Message, message
from rules.register_choices import LAW_OF_THE_DAY, PRIMARY_SCHOOL_OF_2026, TRANSITION_DAY
from rules.sources import Source

HAS_UPPER_SECONDARY = frozenset(
    {Goal.WORK_HAS_UPPER_SECONDARY, Goal.HIGHER_EDUCATION, Goal.REQUALIFICATION}
)
LACKS_UPPER_SECONDARY = frozenset({Goal.WORK_LACKS_UPPER_SECONDARY, Goal.PRIMARY_SCHOOL})
COMPLETES_UPPER_SECONDARY = frozenset({Goal.UPPER_SECONDARY_UNDER_25, Goal.UPPER_SECONDARY_OVER_25})
VOCATIONAL_TRAINING = frozenset({Goal.VOCATIONAL_TRAINING})
PARTS_OF_UPPER_SECONDARY = frozenset({Goal.PARTS_OF_UPPER_SECONDARY})

FORMAL_EDUCATION = COMPLETES_UPPER_SECONDARY | VOCATIONAL_TRAINING | PARTS_OF_UPPER_SECONDARY


@dataclass(frozen=True, slots=True)
class Duration:
    """The months a programme may last, and be extended by at most, for some end goals."""

    months: int
    extension: int
    goals: frozenset[Goal]
    source: Source


@dataclass(frozen=True, slots=True)
class Regime:
    """A set of rules, for computations as of `applies_from` or later.

    It covers programmes offered on `offered_from` or later. `source` is the transition rule that
    selects the set. `condition` is the source of what an extension needs besides the row. `checked`
    is the date of the legal text that was read.
    """

    name: Message
    law: Law
    applies_from: date
    offered_from: date
    rows: tuple[Duration, ...]
    source: Source
    condition: Source | None = None
    checked: date = act.CHECKED


_BEFORE_2026 = Regime(
    message("Integreringsloven slik den var til og med 31.12.2025"),
    Law.INTEGRERINGSLOVEN,
    date.min,
    date.min,
    (
        Duration(6, 6, HAS_UPPER_SECONDARY, act.MONTHS_UPPER_SECONDARY_UNTIL_2026),
        Duration(36, 12, COMPLETES_UPPER_SECONDARY | VOCATIONAL_TRAINING, act.MONTHS_UNTIL_2026),
        Duration(24, 12, LACKS_UPPER_SECONDARY | PARTS_OF_UPPER_SECONDARY, act.MONTHS_UNTIL_2026),
    ),
    act.TRANSITION_13,
    act.EXTENSION_UNTIL_2026,
)

REGIMES = (
    Regime(
        message("Introduksjonsloven"),
        Law.INTRODUKSJONSLOVEN,
        date.min,
        date.min,
        # No end goal is registered under this law: the row is for all.
        (Duration(24, 12, frozenset(Goal), act.MONTHS_INTRODUKSJONSLOVEN),),
        act.OLDER_ACT_GOES_ON,
    ),
    _BEFORE_2026,
    Regime(
        message("Integreringsloven fra 01.01.2026, formell opplæring"),
        Law.INTEGRERINGSLOVEN,
        date(2026, 1, 1),
        date(2025, 1, 1),
        (
            Duration(36, 12, PARTS_OF_UPPER_SECONDARY, act.MONTHS_PARTS),
            Duration(48, 12, COMPLETES_UPPER_SECONDARY, act.MONTHS_COMPLETES),
            Duration(60, 0, VOCATIONAL_TRAINING, act.MONTHS_VOCATIONAL),
        ),
        act.TRANSITION_14_FORMAL,
        act.EXTENSION_OF_2026,
    ),
    Regime(
        message("Integreringsloven fra 01.01.2026, uten videregående opplæring fra før"),
        Law.INTEGRERINGSLOVEN,
        date(2026, 1, 1),
        date(2026, 1, 1),
        (Duration(24, 0, LACKS_UPPER_SECONDARY, act.MONTHS_LACKS_UPPER_SECONDARY),),
        act.TRANSITION_14_OTHER,
    ),
    Regime(
        message("Integreringsloven fra 01.01.2026, med videregående opplæring fra før"),
        Law.INTEGRERINGSLOVEN,
        date(2026, 1, 1),
        date(2026, 1, 1),
        (Duration(12, 0, HAS_UPPER_SECONDARY, act.MONTHS_HAS_UPPER_SECONDARY),),
        act.TRANSITION_13,
    ),
)
"""Sorted by `applies_from`; the last set that fits is used."""


@rests_on(
    *dict.fromkeys(row.source for regime in REGIMES for row in regime.rows),
    *dict.fromkeys(regime.source for regime in REGIMES),
    TRANSITION_DAY,
    LAW_OF_THE_DAY,
    PRIMARY_SCHOOL_OF_2026,
)
def applicable(
    law: Law, goal: Goal | None, offered: date, as_of: date
) -> tuple[Regime, Duration] | None:
    """Find the set of rules and the row for a programme offered on a day, computed as of a day.

    None if integreringsloven applies and no end goal is registered: then nothing is computed.
    """
    found = None
    for regime, row in _rows_for(law, goal):
        if regime.applies_from <= as_of and regime.offered_from <= offered:
            found = regime, row
    return found


def duration(law: Law, goal: Goal | None, offered: date, as_of: date) -> Duration | None:
    """Return only the row that `applicable` finds."""
    found = applicable(law, goal, offered, as_of)
    return found[1] if found else None


def law_days(law: Law, goal: Goal | None, offered: date) -> tuple[date, ...]:
    """Return the days from which the sets of rules for a programme offered on a day apply.

    Earliest first; empty if no duration is computed.
    """
    days = (r.applies_from for r, _row in _rows_for(law, goal) if r.offered_from <= offered)
    return tuple(sorted(set(days)))


def regimes_for(law: Law, goal: Goal | None) -> tuple[Regime, ...]:
    """Return the sets of rules that have a row for an end goal, in the order they apply."""
    return tuple(regime for regime, _row in _rows_for(law, goal))


@cache
def _rows_for(law: Law, goal: Goal | None) -> tuple[tuple[Regime, Duration], ...]:
    if goal is None and law is Law.INTEGRERINGSLOVEN:
        return ()
    return tuple(
        (regime, row)
        for regime in REGIMES
        if regime.law is law
        for row in regime.rows
        if goal is None or goal in row.goals
    )
