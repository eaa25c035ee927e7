"""The yearly control: each check finds what reading every case finds, and no other's persons."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.access import Access, Role
from models.administration.journal_view import read_lines
from models.cases.case import Case, load_context, stream_cases
from models.changes.apply_change import apply_change
from models.changes.terminations import DeleteTermination, EditTermination, RegisterTermination
from models.changes.undo import plan_undo
from models.list_filter import all_persons
from models.lists.control import Controlled, control, write_control
from models.lists.counts import count_list
from models.storage.register import Register
from models.tables.norwegian_time import day_in_norway
from rules.code_lists import ControlCheck, DecisionKind, Goal, Law, Status
from rules.control import (
    attendance_of,
    first_registered,
    is_registered_late,
    lacks_measure,
)
from rules.deadlines import completion_deadline, open_leaves, start_deadline
from rules.status import next_deadline, status
from rules.termination_checks import outside_programme
from tests.case_builder import DUF, OTHER, OWN, TODAY, World, actor

LONG = Goal.WORK_LACKS_UPPER_SECONDARY
"""Lasts for two years."""

OF_TERMINATIONS = {
    ControlCheck.NOT_REGISTERED: "ikke-registrert",
    ControlCheck.PERMANENT_STOP: "permanent-stans",
    ControlCheck.START_DEADLINE_EXPIRED: "utgatt-oppstartsfrist",
}


def by_hand(case: Case, year: int, as_of: date) -> set[ControlCheck]:
    """Return the checks that find a case, by reading all of it; places aside."""
    facts, found = case.facts, set()
    active, stands = facts.active, status(facts)
    if active and active.date.year == year:
        if stands is Status.NEEDS_CORRECTION:
            found |= {check for check, code in OF_TERMINATIONS.items() if code == active.reason}
        if outside_programme(facts, as_of):
            found.add(ControlCheck.OUTSIDE_PROGRAMME)
        if not active.by_engine:
            first = first_registered(active, case.terminations)
            if is_registered_late(active.date, day_in_norway(first.registered_at)):
                found.add(ControlCheck.REGISTERED_LATE)
    deadline = completion_deadline(facts, as_of)
    if not active:
        near = next_deadline(facts, start_deadline(facts), deadline)
        checks = {
            ControlCheck.LACKS_DECISION: stands is Status.LACKS_DECISION,
            ControlCheck.LACKS_GOAL: stands is Status.LACKS_GOAL,
            ControlCheck.OPEN_LEAVE: bool(open_leaves(facts)),
            ControlCheck.DEADLINE_NEAR: bool(near and as_of <= near <= as_of + timedelta(days=30)),
        }
        found |= {check for check, holds in checks.items() if holds}
    if lacks_measure(attendance_of(facts, deadline.day if deadline else None), year):
        found.add(ControlCheck.NO_MEASURE)
    return found


def place_of(check: ControlCheck, case: Case) -> str:
    is_of_termination = check in (
        *OF_TERMINATIONS,
        ControlCheck.OUTSIDE_PROGRAMME,
        ControlCheck.REGISTERED_LATE,
    )
    active = case.facts.active
    return active.municipality if is_of_termination and active else case.person.municipality


@pytest.fixture
def more(demo: Register) -> Register:
    """The demo register and persons with what few have: interruptions, late and outside."""
    world = World(demo, demo.location)
    for number, (kind, start, end) in enumerate(
        (
            (DecisionKind.LEAVE, date(2023, 12, 1), date(2025, 2, 1)),
            (DecisionKind.LEAVE, date(2024, 2, 1), None),
            (DecisionKind.TEMPORARY_STOP, date(2024, 3, 1), date(2024, 6, 1)),
        )
    ):
        duf = f"99240007771{number}"
        world.participant(date(2023, 10, 2), duf=duf, settled=date(2023, 8, 1), as_of=start)
        world.decide(kind, start, end, duf=duf, as_of=start)
    return demo


@pytest.mark.parametrize("as_of", [TODAY, date(2025, 12, 31), date(2026, 1, 1)])
@pytest.mark.parametrize("municipality", [None, "4204", "0301"])
@pytest.mark.parametrize("law", [None, Law.INTEGRERINGSLOVEN])
def test_every_check_finds_what_reading_every_case_finds(
    more: Register, as_of: date, municipality: str | None, law: Law | None
) -> None:
    with more.read():
        cases = list(stream_cases(load_context(more)))
    for year in (2022, 2023, 2024, 2025):
        wanted: dict[ControlCheck, set[str]] = {check: set() for check in ControlCheck}
        for case in cases:
            for check in by_hand(case, year, as_of):
                is_here = municipality in (None, place_of(check, case))
                if is_here and law in (None, case.facts.law):
                    wanted[check].add(case.person.duf)
        found = control(more, Controlled(municipality, law, year), as_of)
        assert [one.check for one in found] == list(ControlCheck)
        assert {one.check: set(one.persons) for one in found} == wanted
        assert all(one.count == len(set(one.persons)) for one in found)


def found_by(world: World, check: ControlCheck, year: int = 2024) -> tuple[str, ...]:
    [one] = control(world.register, Controlled("4204", None, year), TODAY, [check])
    return one.persons


@pytest.mark.law("integreringsforskriften § 58")
def test_late_is_when_it_was_first_registered(world: World) -> None:
    """Registered in time, then edited and undone late: neither is a registration of it."""
    world.participant(date(2023, 3, 1), LONG, as_of=date(2023, 3, 1))
    ended, late = date(2024, 2, 1), actor(today=TODAY)
    unknown, other = RegisterTermination("ukjent", ended), EditTermination("annet", ended)
    apply_change(world.register, actor(today=date(2024, 3, 1)), DUF, unknown, confirmed=True)
    apply_change(world.register, late, DUF, other, confirmed=True)
    assert found_by(world, ControlCheck.REGISTERED_LATE) == ()
    _case, change = plan_undo(world.register, late, DUF)
    apply_change(world.register, late, DUF, change, confirmed=True)
    assert world.case().terminations[0].reason == "ukjent"
    assert found_by(world, ControlCheck.REGISTERED_LATE) == ()
    apply_change(world.register, late, DUF, DeleteTermination(), confirmed=True)
    # A day later: a deletion at the moment of a registration is an edit.
    tomorrow = actor(today=TODAY + timedelta(days=1))
    apply_change(world.register, tomorrow, DUF, unknown, confirmed=True)
    assert found_by(world, ControlCheck.REGISTERED_LATE) == (DUF,)
    assert found_by(world, ControlCheck.REGISTERED_LATE, 2023) == ()


def test_outside_the_programme(world: World) -> None:
    world.participant(date(2023, 3, 1), LONG, as_of=date(2023, 3, 1))
    change = RegisterTermination("ukjent", date(2024, 2, 1))
    apply_change(world.register, actor(today=date(2024, 2, 1)), DUF, change, confirmed=True)
    assert found_by(world, ControlCheck.OUTSIDE_PROGRAMME) == ()
    world.sql("UPDATE decision SET start = '2024-02-02', date = '2024-02-02'")
    assert found_by(world, ControlCheck.OUTSIDE_PROGRAMME) == (DUF,)


@pytest.mark.parametrize(
    ("access", "municipality", "seen"),
    [
        (Access(Role.READER, "4204"), None, {OWN}),
        (Access(Role.READER, "4204"), "4601", set()),
        (Access(Role.CASE_WORKER, "4601"), "4601", {OTHER}),
        (Access(Role.READER), None, set()),
        (Access(Role.NATIONAL_READER), None, {OWN, OTHER}),
    ],
)
def test_what_one_may_not_see_is_in_no_check(
    two: World, access: Access, municipality: str | None, seen: set[str]
) -> None:
    two.register.access = access
    found = control(two.register, Controlled(municipality, None, 2023), TODAY)
    assert {duf for one in found for duf in one.persons} == seen


def test_it_is_journalled_as_a_list_is(world: World) -> None:
    controlled = Controlled("4204", Law.INTEGRERINGSLOVEN, 2024)
    write_control(world.register, actor(), controlled)
    write_control(world.register, actor(), controlled, "csv")
    download, search = read_lines(world.register, limit=2)
    about = {
        "list": "control",
        "law": "integreringsloven",
        "municipality": "4204",
        "years": [2024],
    }
    assert (search.action, search.after) == ("list.search", about)
    assert (download.action, download.after) == ("list.download", {**about, "format": "csv"})


def test_the_statuses_are_those_of_the_list_of_persons(demo: Register) -> None:
    found = {one.check: one.count for one in control(demo, Controlled(None, None, 2024), TODAY)}
    for check, stands in (
        (ControlCheck.LACKS_DECISION, Status.LACKS_DECISION),
        (ControlCheck.LACKS_GOAL, Status.LACKS_GOAL),
    ):
        persons = replace(all_persons(), statuses=(stands,))
        assert found[check] == count_list(demo, persons, TODAY).matching > 0
