"""The days on which time alone can change what the engine computes for a case.

Between two such days the outcome stays the same. A nightly run therefore computes only the cases
whose next day has come, and those last computed for a day later than today.
"""

from datetime import date, timedelta

from rules.code_lists import DecisionKind
from rules.deadlines import deadline_periods, start_deadline
from rules.facts import CaseFacts

_ONE_DAY = timedelta(days=1)


def change_dates(facts: CaseFacts) -> set[date]:
    """Return the days on which the outcome may differ from that of the day before.

    A ground holds from its own day on. A deadline has passed on the day after it. A change of the
    law may move the deadline. A case has no such days if a municipality has registered a
    termination, or if it is known from a NIR report only: the engine does nothing then.
    """
    if facts.silences_engine:
        return set()
    days = {event.date for event in facts.events}
    for kind in (DecisionKind.REJECTION, DecisionKind.PERMANENT_STOP):
        days |= {
            decision.effective_date
            for decision in facts.decisions_in_force(kind)
            if decision.effective_date
        }
    if facts.category_ended:
        days.add(facts.category_ended)
    periods = deadline_periods(facts)
    days |= {since for since, _deadline in periods if since > date.min}
    deadlines = [start_deadline(facts), *(deadline for _since, deadline in periods)]
    return days | {d.day + _ONE_DAY for d in deadlines if d and d.day < date.max}


def valid_interval(facts: CaseFacts, as_of: date) -> tuple[date, date]:
    """Return the period with the same outcome as a day: its first day, and the first day after."""
    days = change_dates(facts)
    since = max((day for day in days if day <= as_of), default=date.min)
    until = min((day for day in days if day > as_of), default=date.max)
    return since, until
