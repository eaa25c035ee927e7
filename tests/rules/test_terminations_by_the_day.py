"""Registering, editing and deleting a termination: the boundary days, and deleted ones."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from rules.code_lists import Completeness, DecisionKind, Goal
from rules.facts import CaseFacts, Decision, Termination
from rules.termination_checks import (
    Proposal,
    allowed_period,
    check_delete,
    check_edit,
    check_registration,
    from_population_register,
    hours_kept_by_edit,
    is_unchanged,
    may_delete,
    may_edit,
    outside_programme,
    proposed_date,
)
from tests.rules.build import computed, day, decided, facts, maybe, participation, termination

AS_OF = day("09.12.2024")
STOP = DecisionKind.PERMANENT_STOP
PASSED = participation("18.03.2024", "18.04.2024")  # the deadline is 18.09.2024
HELSE = termination("helse", "01.09.2024")
MOVED = computed("flyttet", "01.09.2024")
DELETED = {"deleted_by": "4204-MABE", "deleted_at": datetime(2024, 9, 2, tzinfo=UTC)}


def said(case: CaseFacts, reason: str | None, on: str | None, hours: str = "") -> list[str]:
    wanted = Proposal(reason, maybe(on), Decimal(hours) if hours else None)
    check = check_edit if case.active else check_registration
    return [str(one.text) for one in check(case, wanted, AS_OF)]


@pytest.mark.parametrize("active", [HELSE, MOVED, termination("flyttet", "01.09.2024")])
def test_what_was_deleted_is_neither_edited_nor_deleted(active: Termination) -> None:
    assert may_edit(active)
    gone = replace(active, **DELETED)  # type: ignore[arg-type]
    assert (may_edit(gone), may_delete(gone)) == (False, False)


def test_what_is_not_there_is_neither_edited_nor_deleted() -> None:
    [edit] = check_edit(facts(PASSED), Proposal("helse", day("01.09.2024")), AS_OF)
    assert str(edit.text) == "Personen har ingen aktiv avslutning å redigere"
    [delete] = check_delete(facts(PASSED))
    assert str(delete.text) == "Personen har ingen aktiv avslutning å slette"


REGISTER = [
    # active, whether the engine computed it, whether it counts as the population register's
    (None, False, False),
    (MOVED, False, True),
    (computed("dod", "01.09.2024"), False, True),
    (computed("ikke-registrert", "18.09.2024"), False, False),
    (termination("flyttet", "01.09.2024"), False, False),
    (termination("flyttet", "01.09.2024"), True, True),
    (termination("helse", "01.09.2024"), True, False),
]


@pytest.mark.parametrize(("active", "was_computed", "is_so"), REGISTER)
def test_which_termination_is_the_population_registers(
    active: Termination | None, was_computed: bool, is_so: bool
) -> None:
    case = facts(PASSED, active=active, active_was_computed=was_computed)
    assert from_population_register(case) is is_so


UNCHANGED = replace(termination("arbeid", "01.09.2024"), hours=Decimal("37.5"))


@pytest.mark.parametrize(
    ("wanted", "same"),
    [
        (Proposal("arbeid", day("01.09.2024"), Decimal("37.5")), True),
        (Proposal("helse", day("01.09.2024"), Decimal("37.5")), False),
        (Proposal("arbeid", day("02.09.2024"), Decimal("37.5")), False),
        (Proposal("arbeid", day("01.09.2024"), Decimal("37")), False),
        (Proposal("arbeid", day("01.09.2024")), False),
    ],
)
def test_an_edit_that_changes_one_thing_changes_something(wanted: Proposal, same: bool) -> None:
    assert is_unchanged(UNCHANGED, wanted) is same


def test_hours_are_kept_where_they_are_required_or_optional() -> None:
    for reason, kept in (("arbeid", True), ("arbeid-vgo", True), ("helse", False), ("xyz", False)):
        assert hours_kept_by_edit(UNCHANGED, reason) == (Decimal("37.5") if kept else None)


PROPOSED = [
    # the engine's day, as of, proposed
    ("17.03.2024", "09.12.2024", "18.09.2024"),
    ("18.03.2024", "09.12.2024", "18.03.2024"),
    ("18.09.2024", "09.12.2024", "18.09.2024"),
    ("18.09.2024", "01.09.2024", "18.09.2024"),
    ("19.09.2024", "09.12.2024", "18.09.2024"),
    (None, "17.03.2024", "18.03.2024"),
    (None, "17.09.2024", "17.09.2024"),
    (None, "19.09.2024", "18.09.2024"),
]


@pytest.mark.parametrize(("engine", "as_of", "proposed"), PROPOSED)
def test_the_day_that_is_proposed(engine: str | None, as_of: str, proposed: str) -> None:
    active = computed("permanent-stans", engine) if engine else None
    assert proposed_date(facts(PASSED, active=active), day(as_of)) == day(proposed)


def test_a_municipalitys_own_day_is_not_proposed_again() -> None:
    assert proposed_date(facts(PASSED, active=HELSE), AS_OF) == day("18.09.2024")


def test_without_a_programme_there_is_no_period() -> None:
    assert allowed_period(facts(), AS_OF) is None
    assert allowed_period(facts(PASSED, goal=None), AS_OF) is None
    reported = facts(known=Completeness.REPORT, reported_deadline=day("01.08.2024"))
    assert allowed_period(reported, AS_OF) is None, "a reported deadline has no programme start"
    assert allowed_period(facts(PASSED), AS_OF) == (day("18.03.2024"), day("18.09.2024"))


def test_what_a_report_brought_or_the_engine_made_lies_where_it_lies() -> None:
    far = termination("helse", "01.01.2030")
    reported = facts(active=far, known=Completeness.REPORT, reported_deadline=day("01.08.2024"))
    assert outside_programme(reported, AS_OF) is None
    assert outside_programme(facts(PASSED, active=computed("dod", "01.01.2030")), AS_OF) is None
    assert outside_programme(facts(PASSED), AS_OF) is None
    assert outside_programme(facts(PASSED, active=far), AS_OF) is not None


def test_all_that_a_case_lacks_is_named_at_once() -> None:
    decision = "Vedtak om deltakelse mangler; registrer vedtaket først"
    goal = "Sluttmål mangler; registrer sluttmål først"
    assert said(facts(goal=None), "helse", "01.09.2024") == [decision, goal]
    assert said(facts(), "helse", "01.09.2024") == [decision]
    assert said(facts(PASSED, goal=None), "helse", "01.09.2024") == [goal]


def test_a_kept_reason_is_asked_for_its_date_too() -> None:
    case = facts(PASSED, active=replace(MOVED, hours=None))
    assert said(case, "flyttet", None) == ["Avslutningsdato må fylles ut"]
    assert said(facts(active=MOVED), "flyttet", "01.01.1950") == []


AFTER = "Avslutningsdatoen {} er etter vedtak om permanent stans {}"
LONG = participation("18.03.2024", "18.04.2024")
STOPPED = [
    # stops, a later participation from, the date, the stop that is named
    (["15.08.2024"], None, "14.08.2024", None),
    (["15.08.2024"], None, "15.08.2024", None),
    (["15.08.2024"], None, "16.08.2024", "15.08.2024"),
    (["15.08.2024", "01.08.2024"], None, "16.08.2024", "01.08.2024"),
    (["15.08.2024", "01.08.2024"], None, "10.08.2024", "01.08.2024"),
    (["15.08.2024"], "16.08.2024", "01.09.2024", None),
    (["15.08.2024"], "15.08.2024", "01.09.2024", "15.08.2024"),
    (["15.08.2024", "20.08.2024"], "16.08.2024", "01.09.2024", "20.08.2024"),
]


@pytest.mark.parametrize(("stops", "again", "on", "named"), STOPPED)
def test_a_date_after_a_permanent_stop_is_warned_of(
    stops: list[str], again: str | None, on: str, named: str | None
) -> None:
    """Unless a participation starts after the stop; of several stops the first is named."""
    more = [participation(again, again)] if again else []
    case = facts(
        LONG, *more, *(decided(STOP, stop) for stop in stops), goal=Goal.UPPER_SECONDARY_OVER_25
    )
    assert said(case, "helse", on) == ([AFTER.format(on, named)] if named else [])


def test_a_stop_or_a_participation_without_a_day_is_not_looked_at() -> None:
    bare = replace(decided(STOP, "15.08.2024"), date=None)
    assert said(facts(LONG, bare), "helse", "01.09.2024") == []
    undated = Decision(DecisionKind.PARTICIPATION, end=day("18.04.2024"))
    stopped = facts(LONG, undated, decided(STOP, "01.08.2024"))
    assert said(stopped, "helse", "01.09.2024") == [AFTER.format("01.09.2024", "01.08.2024")]


@pytest.mark.parametrize(("on", "ahead"), [("09.12.2024", False), ("10.12.2024", True)])
def test_a_day_to_come_begins_tomorrow(on: str, ahead: bool) -> None:
    case = facts(LONG, goal=Goal.UPPER_SECONDARY_OVER_25)
    text = f"Avslutningsdatoen {on} er fram i tid, i dag er 09.12.2024"
    assert said(case, "helse", on) == ([text] if ahead else [])
