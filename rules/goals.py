"""What may be registered as end goal, and what is warned of."""

from collections.abc import Iterator
from datetime import date

from rules.code_lists import Goal, Law
from rules.date_limits import check_days
from rules.durations import RULES_OF_2026
from rules.facts import CaseFacts
from rules.findings import Field, Finding, error, warning
from rules.message import message
from rules.months import add_months

_WORK = (Goal.WORK_HAS_UPPER_SECONDARY, Goal.WORK_LACKS_UPPER_SECONDARY)
_YOUNG, _OLD = 25, 55


def check_goal(
    facts: CaseFacts, goal: Goal | None = None, day: date | None = None
) -> tuple[Finding, ...]:
    """Whether an end goal may be registered as set on a day: under introduksjonsloven none is.

    Warned of: a goal that the law of the first offer does not know, and `under 25 år` for a person
    who is older on the day it is set (ours).
    """
    if facts.law is Law.INTRODUKSJONSLOVEN:
        return (error(Field.GOAL, message("Sluttmål registreres ikke etter introduksjonsloven")),)
    implausible = tuple(check_days((Field.DATE, day)))
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
    offered = first.decided if first else None
    if offered is None:
        return
    is_of_2026 = offered >= RULES_OF_2026
    unknown = Goal.PRIMARY_SCHOOL if is_of_2026 else Goal.REQUALIFICATION
    if goal is unknown:
        text = message(
            "Loven kjenner ikke dette sluttmålet for et program tilbudt {offered}", offered=offered
        )
        yield warning(Field.GOAL, text)
    elif is_of_2026 and facts.born and goal not in _WORK and age_on(facts.born, offered) > _OLD:
        text = message(
            "Personen var {age} år da programmet ble tilbudt {offered}: over 55 kjenner loven bare "
            "arbeid som sluttmål",
            age=age_on(facts.born, offered),
            offered=offered,
        )
        yield warning(Field.GOAL, text)


def age_on(born: date, day: date) -> int:
    """Whole years on a day; a birthday on 29 February is kept on the 28th in other years."""
    years = day.year - born.year
    return years if add_months(born, 12 * years) <= day else years - 1
