"""The report as it was known at the end of a day: the terminations that stood then."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.access import Access, Role
from models.administration.purge import purge
from models.cases.case import load_context, stream_cases
from models.changes.apply_change import apply_change
from models.changes.terminations import DeleteTermination, EditTermination, RegisterTermination
from models.changes.undo import plan_undo
from models.engine.run import run_engine
from models.exchange.importing.run import import_paths
from models.list_filter import ListFilter, Subject
from models.lists.counts import count_list, counts_by_reason
from models.lists.known_at import count_known, count_known_by_reason, stream_known
from models.lists.list_kinds import REPORT
from models.lists.list_line import ListLine
from models.lists.pages import stream_list
from models.lists.sort_order import Order
from models.storage.register import Register
from models.tables.norwegian_time import end_of_day
from rules.code_lists import ENGINE, Law
from rules.facts import Termination
from tests.case_builder import TODAY, World, actor
from tests.hypothesis_profiles import examples
from tests.models.exchange.files import ANNA, bundle
from tests.models.lists.test_lists import FILTERS

START = date(2024, 3, 18)
ORDERS = st.builds(Order, st.sampled_from(REPORT.columns), st.booleans())
REPORTS = FILTERS.map(
    lambda chosen: replace(chosen, subject=Subject.ENDED, statuses=(), deadline_within=None)
)


def known(register: Register, list_filter: ListFilter, order: Order, day: date) -> list[ListLine]:
    with register.read():
        return list(stream_known(register, list_filter, order, TODAY, day))


@settings(
    max_examples=examples(300),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(list_filter=REPORTS, order=ORDERS)
def test_what_is_known_today_is_the_report(
    demo: Register, list_filter: ListFilter, order: Order
) -> None:
    with demo.read():
        wanted = list(stream_list(demo, list_filter, order, TODAY))
    assert known(demo, list_filter, order, TODAY) == wanted
    assert count_known(demo, list_filter, TODAY) == count_list(demo, list_filter, TODAY)
    assert sorted(count_known_by_reason(demo, list_filter, TODAY)) == sorted(
        counts_by_reason(demo, list_filter, TODAY)
    )


@pytest.mark.parametrize("day", [date(2022, 12, 31), date(2024, 9, 19), date(2024, 12, 8)])
def test_of_each_person_the_termination_that_stood_is_there(demo: Register, day: date) -> None:
    with demo.read():
        cases = list(stream_cases(load_context(demo)))
    for law in Law:
        wanted = {
            (case.person.duf, stood.reason, stood.date, stood.registered_by)
            for case in cases
            if case.facts.law is law
            for stood in standing(case.terminations, day)
        }
        lines = known(demo, ListFilter(law=law), Order(), day)
        found = {(line.duf, line.reason, line.date, line.registered_by) for line in lines}
        assert found == wanted
        assert len(lines) == len(wanted) == count_known(demo, ListFilter(law=law), day).total


def standing(history: tuple[Termination, ...], day: date) -> Iterator[Termination]:
    end = end_of_day(day)
    for termination in history:
        deleted = termination.deleted_at
        if termination.registered_at < end and (deleted is None or deleted >= end):
            yield termination
            return


def test_a_termination_stands_from_its_registration_to_its_deletion(world: World) -> None:
    def reasons_on(*days: int) -> list[list[str | None]]:
        return [[line.reason for line in lines_on(world, date(2024, 10, day))] for day in days]

    world.participant(START, duf=ANNA, as_of=date(2024, 4, 1))
    run_engine(world.register, actor(ENGINE, date(2024, 10, 1)))
    for day, change in (
        (3, RegisterTermination("helse", date(2024, 9, 18))),
        (5, EditTermination("annet", date(2024, 9, 18))),
        (7, DeleteTermination()),
    ):
        by = actor(today=date(2024, 10, day))
        apply_change(world.register, by, ANNA, change, confirmed=True)
    by = actor(today=date(2024, 10, 9))
    apply_change(world.register, by, ANNA, plan_undo(world.register, by, ANNA)[1], confirmed=True)
    assert reasons_on(2, 3, 4, 5, 6, 7, 8, 9) == [
        *(["ikke-registrert"], ["helse"], ["helse"], ["annet"], ["annet"]),
        *(["ikke-registrert"], ["ikke-registrert"], ["annet"]),
    ]
    [line] = lines_on(world, date(2024, 10, 9))
    assert line.registered_at and line.registered_at.day == 5, "an undo keeps the registration"
    [line] = lines_on(world, date(2024, 10, 8))
    assert line.needs_correction and line.by_engine
    assert lines_on(world, date(2024, 9, 30)) == []


def lines_on(world: World, day: date) -> list[ListLine]:
    return known(world.register, ListFilter(), Order(), day)


def test_of_times_that_overlap_the_newest_counts(world: World, tmp_path: Path) -> None:
    world.participant(START, duf=ANNA)
    rows = [
        f"{ANNA};annet;2024-06-01;;4204-MABE;2024-07-01;4204-MABE;2024-09-01",
        f"{ANNA};helse;2024-06-03;;4204-MABE;2024-08-01;4204-MABE;2024-08-20",
    ]
    import_paths(world.register, actor(), [bundle(tmp_path / "in", terminations=rows)])
    days = [date(2024, 7, 15), date(2024, 8, 15), date(2024, 8, 25), date(2024, 9, 2)]
    found = [[line.reason for line in lines_on(world, day)] for day in days]
    assert found == [["annet"], ["helse"], ["annet"], []]
    assert count_known(world.register, ListFilter(), days[1]).total == 1


def test_a_user_sees_the_terminations_of_their_own_municipality(two: World) -> None:
    run_engine(two.register, actor(ENGINE))
    assert len(lines_on(two, TODAY)) == 2
    two.register.access = Access(Role.READER, "4601")
    assert [line.ended_municipality for line in lines_on(two, TODAY)] == ["4601"]
    assert count_known(two.register, ListFilter(), TODAY).total == 1
    assert count_known(two.register, ListFilter(municipality="4204"), TODAY).matching == 0
    two.register.access = Access()


def test_nobody_who_was_erased_is_in_it(world: World) -> None:
    world.participant(date(2009, 3, 1), duf=ANNA, as_of=date(2009, 3, 2))
    then = date(2012, 1, 1)
    run_engine(world.register, actor(ENGINE, then))
    assert len(lines_on(world, then)) == 1
    assert purge(world.register, actor())
    assert lines_on(world, then) == []
