"""How long a person is kept: fifteen years (integreringsforskriften §§ 60-61)."""

from datetime import date

from rules.code_lists import Known
from rules.facts import CaseFacts
from rules.months import add_months

YEARS_KEPT = 15


def counted_from(facts: CaseFacts) -> date | None:
    """The day the years are counted from; None where nothing is known to count from.

    The earliest of programme start and first measure, else the settlement, else, for a person
    known from a report only, the termination.
    """
    begun = [facts.programme_start, *(measure.start for measure in facts.measures)]
    earliest = min((day for day in begun if day), default=None)
    if earliest or facts.settled:
        return earliest or facts.settled
    is_reported = facts.known is Known.REPORT and facts.active is not None
    return facts.active.date if is_reported and facts.active else None


def kept_until(facts: CaseFacts) -> date | None:
    """The last day a person is kept; None where there is nothing to count from."""
    day = counted_from(facts)
    return add_months(day, 12 * YEARS_KEPT) if day else None
