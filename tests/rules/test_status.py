"""Status and next deadline in the list of persons, as domain.md describes them."""

import pytest

from rules.code_lists import Completeness, Law, Status
from rules.deadlines import completion_deadline, start_deadline
from rules.facts import CaseFacts
from rules.overdue import is_overdue
from rules.status import next_deadline, status
from tests.rules.build import computed, day, facts, participation, termination

TODAY = day("09.12.2024")
STARTED = participation("18.03.2024")

CASES: list[tuple[str, CaseFacts, Status, str | None]] = [
    ("under way", facts(STARTED), Status.UNDER_WAY, "18.09.2024"),
    ("no decision", facts(settled=day("08.01.2024")), Status.LACKS_DECISION, "08.01.2026"),
    (
        "no goal",
        facts(STARTED, goal=None, settled=day("08.01.2024")),
        Status.LACKS_GOAL,
        "08.01.2026",
    ),
    ("neither, not settled", facts(goal=None), Status.LACKS_DECISION, None),
    (
        "the old law has no goals",
        facts(participation("04.02.2019"), law=Law.INTRODUKSJONSLOVEN, goal=None),
        Status.UNDER_WAY,
        "04.02.2021",
    ),
    (
        "ended by the municipality",
        facts(STARTED, active=termination("arbeid", "01.08.2024")),
        Status.ENDED,
        "18.09.2024",
    ),
    (
        "ended and to be corrected",
        facts(STARTED, active=computed("ikke-registrert", "18.09.2024")),
        Status.NEEDS_CORRECTION,
        "18.09.2024",
    ),
    (
        "ended, and right as it stands",
        facts(STARTED, active=computed("utvandret", "01.08.2024")),
        Status.ENDED,
        "18.09.2024",
    ),
    (
        "ended before anything lacks: what fits first counts",
        facts(active=computed("utgatt-oppstartsfrist", "08.01.2024"), settled=day("08.01.2022")),
        Status.ENDED,
        "08.01.2024",
    ),
    (
        "known from a report: the reported deadline",
        facts(
            known=Completeness.REPORT,
            goal=None,
            reported_deadline=day("01.02.2024"),
            active=termination("arbeid", "01.01.2024"),
        ),
        Status.ENDED,
        "01.02.2024",
    ),
]


@pytest.mark.parametrize(("what", "case", "expected", "deadline"), CASES)
def test_status_and_next_deadline(
    what: str, case: CaseFacts, expected: Status, deadline: str | None
) -> None:
    assert status(case) is expected
    start, completion = start_deadline(case), completion_deadline(case, TODAY)
    assert next_deadline(case, start, completion) == (day(deadline) if deadline else None)


@pytest.mark.parametrize(
    ("ended", "today", "overdue"),
    [
        ("18.09.2024", "18.11.2024", False),
        ("18.09.2024", "19.11.2024", True),
        ("31.12.2024", "28.02.2025", False),
        ("31.12.2024", "01.03.2025", True),
    ],
)
@pytest.mark.law("integreringsforskriften § 58")
def test_two_months_to_register_forskriften_58(ended: str, today: str, overdue: bool) -> None:
    assert is_overdue(day(ended), day(today)) is overdue
