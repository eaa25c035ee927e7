"""Checks of an end goal: when it may be registered, and what gives a warning."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rules import legal_sources as act
from rules import register_choices as choices
from rules.code_lists import Goal, Law
from rules.date_limits import check_date_limits
from rules.facts import CaseFacts
from rules.findings import Field, Finding, error, warning
from rules.legal_basis import rests_on
from rules.message import message
from rules.months import add_months

_YOUNG = 25


@dataclass(frozen=True, slots=True)
class KnownGoals:
    """The goals that the law does not know for programmes offered from a day on (ours).

    For a person older than `oldest_for_all` years the law knows only the goals `for_older`.
    """

    offered_from: date
    unknown: frozenset[Goal]
    oldest_for_all: int | None = None
    for_older: frozenset[Goal] = frozenset()


KNOWN_GOALS = (
    KnownGoals(date.min, frozenset({Goal.REQUALIFICATION})),
    KnownGoals(
        date(2026, 1, 1),
        frozenset({Goal.PRIMARY_SCHOOL}),
        55,
        frozenset({Goal.WORK_HAS_UPPER_SECONDARY, Goal.WORK_LACKS_UPPER_SECONDARY}),
    ),
)
"""Sorted by `offered_from`: the last entry on or before the day of the offer counts."""


@rests_on(act.GOAL_UNTIL_2026, act.GOAL_OF_2026_WORK, act.GOAL_OF_2026_FORMAL, choices.WARNINGS)
def check_goal(
    facts: CaseFacts, goal: Goal | None = None, day: date | None = None
) -> tuple[Finding, ...]:
    """Return the findings against an end goal set on a day; introduksjonsloven has no end goals.

    Warnings: a goal that the law of the first offer does not know, and `under 25 år` for a person
    aged 25 or more on the day the goal is set (ours).
    """
    if facts.law is Law.INTRODUKSJONSLOVEN:
        return (error(Field.GOAL, message("Sluttmål registreres ikke etter introduksjonsloven")),)
    implausible = tuple(check_date_limits((Field.DATE, day)))
    if implausible or goal is None:
        return implausible
    return (*_too_old_for(facts, goal, day), *_unknown_to_the_law(facts, goal))


def _too_old_for(facts: CaseFacts, goal: Goal, day: date | None) -> Iterator[Finding]:
    if goal is Goal.UPPER_SECONDARY_UNDER_25 and facts.born and day:
        age = age_on(facts.born, day)
        if age >= _YOUNG:
            text = message("Personen er {age} år {day}, ikke under 25", age=age, day=day)
            yield warning(Field.GOAL, text)


def _unknown_to_the_law(facts: CaseFacts, goal: Goal) -> Iterator[Finding]:
    first = facts.first_participation
    offered = first.effective_date if first else None
    if offered is None:
        return
    known = [law for law in KNOWN_GOALS if law.offered_from <= offered][-1]
    age = age_on(facts.born, offered) if facts.born else None
    if goal in known.unknown:
        text = message(
            "Loven kjenner ikke dette sluttmålet for et program tilbudt {offered}", offered=offered
        )
        yield warning(Field.GOAL, text)
    elif (
        age and known.oldest_for_all and age > known.oldest_for_all and goal not in known.for_older
    ):
        text = message(
            "Personen var {age} år da programmet ble tilbudt {offered}: over {oldest} kjenner "
            "loven bare arbeid som sluttmål",
            age=age,
            offered=offered,
            oldest=known.oldest_for_all,
        )
        yield warning(Field.GOAL, text)


def age_on(born: date, day: date) -> int:
    """Return the age in whole years; a birthday on 29 February is the 28th in other years."""
    years = day.year - born.year
    return years if add_months(born, 12 * years) <= day else years - 1
