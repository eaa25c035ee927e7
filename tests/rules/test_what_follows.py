"""Consequences of a change: without a deadline, a termination, or one that fits."""

import pytest

from rules.code_lists import DecisionKind
from rules.consequences import consequences_of_change, with_decision
from rules.facts import CaseFacts, Decision
from tests.rules.build import day, decided, facts, leave, participation, termination

AS_OF = day("09.12.2024")
START = participation("18.03.2024")  # the deadline is 18.09.2024
UNDER_WAY = facts(participation("02.09.2024"))
STOP = decided(DecisionKind.PERMANENT_STOP, "01.10.2024")
OUTSIDE = facts(START, active=termination("helse", "01.10.2024"))

FOLLOWS: list[tuple[CaseFacts, Decision, list[str], str]] = [
    (
        facts(),
        participation("02.09.2024"),
        ["fortsatt ingen avslutning", "frist for gjennomføring blir 02.03.2025"],
        "a deadline where there was none",
    ),
    (
        facts(),
        STOP,
        ["regelmotoren avslutter med «Vedtak om permanent stans» 01.10.2024"],
        "no deadline before, and none now: nothing is said of it",
    ),
    (
        UNDER_WAY,
        STOP,
        ["regelmotoren avslutter med «Vedtak om permanent stans» 01.10.2024"],
        "the engine adds where it had nothing, and the deadline stands",
    ),
    (
        OUTSIDE,
        decided(DecisionKind.TEMPORARY_STOP, "01.10.2024"),
        ["avslutningen endres ikke"],
        "a termination that did not fit before is not said to fit no longer",
    ),
    (
        OUTSIDE,
        leave("01.04.2024", "30.04.2024"),
        ["avslutningen endres ikke", "frist for gjennomføring blir 18.10.2024"],
        "one that fits now is not said to fit no longer",
    ),
]


@pytest.mark.parametrize(("before", "more", "lines", "why"), FOLLOWS)
def test_what_one_decision_more_leads_to(
    before: CaseFacts, more: Decision, lines: list[str], why: str
) -> None:
    found = consequences_of_change(before, with_decision(before, more), AS_OF)
    assert [str(line) for line in found] == lines, why
