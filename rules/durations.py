"""How long a programme may last: one dated table, a source on every row."""

from dataclasses import dataclass
from datetime import date, timedelta

from rules.code_lists import Goal, Law
from rules.message import cite

RULES_OF_2026 = date(2026, 1, 1)
"""From this day the amended integreringsloven §§ 13-14 apply, for computations as of it or later.

A deadline computed as of an earlier day is what the law then was (ours)."""

HAS_UPPER_SECONDARY = frozenset(
    {Goal.WORK_HAS_UPPER_SECONDARY, Goal.HIGHER_EDUCATION, Goal.REQUALIFICATION}
)
LACKS_UPPER_SECONDARY = frozenset({Goal.WORK_LACKS_UPPER_SECONDARY, Goal.PRIMARY_SCHOOL})
COMPLETES_UPPER_SECONDARY = frozenset({Goal.UPPER_SECONDARY_UNDER_25, Goal.UPPER_SECONDARY_OVER_25})
VOCATIONAL_TRAINING = frozenset({Goal.VOCATIONAL_TRAINING})
PARTS_OF_UPPER_SECONDARY = frozenset({Goal.PARTS_OF_UPPER_SECONDARY})

FORMAL_EDUCATION = COMPLETES_UPPER_SECONDARY | VOCATIONAL_TRAINING | PARTS_OF_UPPER_SECONDARY

LAST_DAY_BEFORE_2026 = RULES_OF_2026 - timedelta(days=1)
"""Computed as of this day or an earlier one, a deadline is by the rules of 2021."""

OFFERED_FORMAL_EDUCATION = date(2025, 1, 1)
OFFERED_OTHER = date(2026, 1, 1)
"""Programmes offered on or after these days come under the rules of 2026."""


@dataclass(frozen=True, slots=True)
class Duration:
    """Months a programme may last, and at most be extended by, for some goals under one regime."""

    months: int
    extension: int
    goals: frozenset[Goal]
    source: str


INTRODUKSJONSLOVEN = (
    # No end goal is registered under this law: the row is for all.
    Duration(24, 12, frozenset(Goal), cite("introduksjonsloven § 5")),
)

INTEGRERINGSLOVEN_2021 = (
    Duration(6, 6, HAS_UPPER_SECONDARY, cite("integreringsloven § 13 per 01.01.2021")),
    Duration(
        36,
        12,
        COMPLETES_UPPER_SECONDARY | VOCATIONAL_TRAINING,
        cite("integreringsloven § 13 per 01.01.2021"),
    ),
    Duration(
        24,
        12,
        LACKS_UPPER_SECONDARY | PARTS_OF_UPPER_SECONDARY,
        cite("integreringsloven § 13 per 01.01.2021"),
    ),
)

INTEGRERINGSLOVEN_2026 = (
    Duration(36, 12, PARTS_OF_UPPER_SECONDARY, cite("integreringsloven § 14 per 01.01.2026")),
    Duration(48, 12, COMPLETES_UPPER_SECONDARY, cite("integreringsloven § 14 per 01.01.2026")),
    Duration(60, 0, VOCATIONAL_TRAINING, cite("integreringsloven § 14 per 01.01.2026")),
    Duration(24, 0, LACKS_UPPER_SECONDARY, cite("integreringsloven §§ 13-14 per 01.01.2026")),
    Duration(12, 0, HAS_UPPER_SECONDARY, cite("integreringsloven §§ 13-14 per 01.01.2026")),
)


def duration(law: Law, goal: Goal | None, offered: date, as_of: date) -> Duration | None:
    """Find the row for a programme offered on a day, computed as of a day.

    None where integreringsloven applies and no end goal is registered: then nothing is computed.
    """
    if law is Law.INTRODUKSJONSLOVEN:
        return INTRODUKSJONSLOVEN[0]
    if goal is None:
        return None
    is_of_2026 = as_of >= RULES_OF_2026 and comes_under_2026(law, goal, offered)
    table = INTEGRERINGSLOVEN_2026 if is_of_2026 else INTEGRERINGSLOVEN_2021
    return next(row for row in table if goal in row.goals)


def comes_under_2026(law: Law, goal: Goal | None, offered: date) -> bool:
    """Whether a programme offered on a day comes under the rules of 2026 once they apply."""
    if law is Law.INTRODUKSJONSLOVEN or goal is None:
        return False
    offered_from = OFFERED_FORMAL_EDUCATION if goal in FORMAL_EDUCATION else OFFERED_OTHER
    return offered >= offered_from
