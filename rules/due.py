"""When time alone can change what the engine computes of a case.

Between two such days the outcome stands still: a nightly run looks only at the cases whose next day
has come, or which were last looked at under a later day than today.
"""

from datetime import date, timedelta

from rules.code_lists import DecisionKind
from rules.deadlines import deadline_periods, start_deadline
from rules.facts import CaseFacts

_ONE_DAY = timedelta(days=1)


def change_dates(facts: CaseFacts) -> set[date]:
    """The days from which on the outcome may be another than the day before.

    A ground holds from its own day on; a deadline is passed the day after; and a change of the law
    changes what the deadline is. Who is silenced, or known from a report only, has none.
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
    """From which day on, and up to which (not included), the outcome is what it is as of a day."""
    days = change_dates(facts)
    since = max((day for day in days if day <= as_of), default=date.min)
    until = min((day for day in days if day > as_of), default=date.max)
    return since, until
