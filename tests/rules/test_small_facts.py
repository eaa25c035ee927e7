"""Single facts: which decision is first, when a case is full, and what the engine does."""

from dataclasses import replace

import pytest

from rules.attainment import attainment
from rules.code_lists import Category, Completeness, DecisionKind, DecisionResult, Law
from rules.engine import Reconciliation, decide, extension_cures, needs_correction
from rules.facts import CaseFacts, Decision, needs_goal
from tests.rules.build import (
    computed,
    day,
    facts,
    participation,
    termination,
)

AS_OF = day("09.12.2024")
PASSED = participation("18.03.2024")  # the deadline is 18.09.2024
FIRST: list[tuple[list[Decision], int | None, str]] = [
    ([], None, "none"),
    ([participation("01.06.2024"), PASSED], 1, "the earliest from date"),
    ([participation("01.06.2024", decided="01.01.2024"), PASSED], 1, "whatever was decided first"),
    (
        [PASSED, Decision(DecisionKind.PARTICIPATION, day("19.03.2024"))],
        0,
        "one without a from date starts when it was decided",
    ),
    (
        [participation("01.06.2024"), Decision(DecisionKind.PARTICIPATION, day("18.03.2024"))],
        1,
        "one without a from date starts when it was decided",
    ),
    (
        [
            participation("18.03.2024", decided="02.03.2024"),
            participation("18.03.2024", None, "01.03.2024"),
        ],
        1,
        "then the earliest decision",
    ),
    ([Decision(DecisionKind.PARTICIPATION), PASSED], 1, "one without a day is the last"),
    ([replace(participation("01.01.2023"), annulled=True), PASSED], 1, "not an annulled one"),
]


@pytest.mark.parametrize(("decisions", "place", "why"), FIRST)
def test_which_participation_is_the_first(
    decisions: list[Decision], place: int | None, why: str
) -> None:
    found = facts(*decisions)
    assert found.first_participation is (None if place is None else decisions[place]), why
    assert found.programme_start == (None if place is None else day("18.03.2024"))


def test_a_case_is_what_is_said_of_it_and_nothing_else() -> None:
    bare = CaseFacts(Law.INTEGRERINGSLOVEN, Category.RIGHT)
    assert (bare.start_deadline_months, bare.known, bare.active_was_computed) == (
        *(24, Completeness.FULL, False),
    )
    assert not bare.silences_engine and not bare.becomes_full and bare.lacks_goal
    one = Decision(DecisionKind.LEAVE)
    assert not one.annulled and one.result is DecisionResult.MADE
    assert replace(one, annulled=True).result is DecisionResult.ANNULLED
    assert [needs_goal(law) for law in (Law.INTEGRERINGSLOVEN, Law.INTRODUKSJONSLOVEN)] == [
        *(True, False),
    ]


REPORTED = {"known": Completeness.REPORT}
FULL = [
    # case, whether a case known from a report becomes full
    (facts(PASSED), False),
    (facts(PASSED, **REPORTED), True),
    (facts(PASSED, goal=None, **REPORTED), False),
    (facts(**REPORTED), False),
    (facts(PASSED, goal=None, law=Law.INTRODUKSJONSLOVEN, **REPORTED), True),
]


@pytest.mark.parametrize(("case", "full"), FULL)
def test_a_reported_case_is_full_with_a_participation_and_a_goal(
    case: CaseFacts, full: bool
) -> None:
    assert case.becomes_full is full


DECIDED = [
    # case, whether something is withdrawn, the reason that is added
    (facts(PASSED), False, "ikke-registrert"),
    (facts(PASSED, **REPORTED), False, None),
    (facts(PASSED, active=termination("helse", "01.09.2024")), False, None),
    (facts(PASSED, active=computed("ikke-registrert", "18.09.2024")), False, None),
    (facts(PASSED, active=computed("ikke-registrert", "17.09.2024")), True, "ikke-registrert"),
    (facts(PASSED, active=computed("dod", "18.09.2024")), True, "ikke-registrert"),
    (facts(active=computed("dod", "18.09.2024")), True, None),
    (facts(), False, None),
]


@pytest.mark.parametrize(("case", "withdraws", "adds"), DECIDED)
def test_what_the_engine_does(case: CaseFacts, withdraws: bool, adds: str | None) -> None:
    found = decide(case, AS_OF)
    assert found.withdraw is (case.active if withdraws else None)
    assert (found.add.reason if found.add else None) == adds
    assert bool(found) is (withdraws or adds is not None)
    assert not Reconciliation()


@pytest.mark.parametrize("reason", ["ikke-registrert", "permanent-stans", "utgatt-oppstartsfrist"])
def test_only_what_the_engine_made_needs_correction(reason: str) -> None:
    made, written = computed(reason, "18.09.2024"), termination(reason, "18.09.2024")
    needs = [needs_correction(facts(PASSED, active=active)) for active in (made, written, None)]
    assert needs == [True, False, False]


def test_nothing_is_cured_where_there_is_no_deadline() -> None:
    assert not extension_cures(facts(), AS_OF)
    reported = facts(reported_deadline=day("01.12.2024"), **REPORTED)
    assert not extension_cures(reported, AS_OF)


def test_everybody_is_counted_those_outside_the_basis_too() -> None:
    found = attainment({"arbeid": 3, "utvandret": 2})
    assert (found.total, found.denominator) == (5, 3)
