"""Lists show the deadlines in force on the given day, however often the law changes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.administration.check import check_register
from models.cases.lookup import read_case
from models.engine.run import run_engine
from models.list_filter import ListFilter, Subject, all_persons
from models.lists.counts import count_deadlines, count_list
from models.lists.list_line import ListLine, with_details
from models.lists.list_reader import ListReader
from models.lists.pages import Anchor, line_of, list_page, stream_list
from models.lists.sort_order import Order
from rules import durations
from rules.code_lists import Goal, Law
from rules.deadlines import completion_deadline, start_deadline
from rules.durations import Duration, Regime
from rules.message import message
from rules.status import next_deadline
from tests.case_builder import World, actor

OFFERED = date(2025, 2, 3)
GOALS = (
    *(Goal.VOCATIONAL_TRAINING, Goal.PARTS_OF_UPPER_SECONDARY, Goal.UPPER_SECONDARY_UNDER_25),
    *(Goal.WORK_LACKS_UPPER_SECONDARY, Goal.PRIMARY_SCHOOL, Goal.HIGHER_EDUCATION, None),
)
LAW_OF_2026, LAW_OF_2030 = date(2026, 1, 1), date(2030, 1, 1)
ONE_DAY = timedelta(days=1)
DAYS = (
    *(date(2024, 12, 9), date(2025, 6, 1), LAW_OF_2026 - ONE_DAY, LAW_OF_2026),
    *(date(2027, 2, 1), LAW_OF_2030 - ONE_DAY, LAW_OF_2030, date(2031, 3, 1)),
)


def number(person: int) -> str:
    return f"9925000777{person:02d}"


@pytest.fixture
def people(world: World) -> World:
    """Persons offered a programme before and in 2025, with all goals, in two municipalities."""
    for person in range(21):
        start = (OFFERED - timedelta(days=400), OFFERED, OFFERED + timedelta(days=40))[person % 3]
        world.participant(
            start,
            GOALS[person % len(GOALS)],
            duf=number(person),
            name=f"NAVN{person}, ETTER{20 - person}",
            settled=start - timedelta(days=30),
            municipality=("4204", "0301")[person % 2],
            as_of=start,
        )
    return world


@contextmanager
def law_of_2030() -> Iterator[None]:
    """Add a change of the law in 2030 that changes some deadlines a second time."""
    source = durations.REGIMES[-1].source
    rows = (
        Duration(72, 0, frozenset({Goal.VOCATIONAL_TRAINING}), source),
        Duration(12, 0, frozenset({Goal.PARTS_OF_UPPER_SECONDARY}), source),
        Duration(30, 0, durations.LACKS_UPPER_SECONDARY, source),
    )
    law = Law.INTEGRERINGSLOVEN
    added = Regime(message("2030"), law, LAW_OF_2030, date(2025, 1, 1), rows, source)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(durations, "REGIMES", (*durations.REGIMES, added))
        durations._rows_for.cache_clear()
        yield
    durations._rows_for.cache_clear()


@pytest.fixture(params=["gathered", "walked"])
def either_plan(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "walked":
        monkeypatch.setattr("models.lists.query_plan.MAX_GATHERED_ROWS", -1)


@pytest.mark.parametrize(
    ("goal", "offered", "as_of", "completion"),
    [
        (Goal.VOCATIONAL_TRAINING, OFFERED, "2025-12-31", "2028-02-03"),
        (Goal.VOCATIONAL_TRAINING, OFFERED, "2026-01-01", "2030-02-03"),
        (Goal.VOCATIONAL_TRAINING, OFFERED, "2040-01-01", "2030-02-03"),
        (Goal.VOCATIONAL_TRAINING, date(2024, 12, 31), "2026-01-01", "2027-12-31"),
        (Goal.PARTS_OF_UPPER_SECONDARY, OFFERED, "2025-02-03", "2027-02-03"),
        (Goal.PARTS_OF_UPPER_SECONDARY, OFFERED, "2026-01-02", "2028-02-03"),
        (Goal.UPPER_SECONDARY_UNDER_25, OFFERED, "2025-12-31", "2028-02-03"),
        (Goal.UPPER_SECONDARY_UNDER_25, OFFERED, "2026-01-01", "2029-02-03"),
        (Goal.HIGHER_EDUCATION, OFFERED, "2025-12-31", "2025-08-03"),
        (Goal.HIGHER_EDUCATION, OFFERED, "2026-01-01", "2025-08-03"),
        (None, OFFERED, "2026-01-01", None),
    ],
)
def test_the_deadline_is_the_one_of_the_day(
    world: World, goal: Goal | None, offered: date, as_of: str, completion: str | None
) -> None:
    """Integreringsloven § 13 and § 14 before 2026 and from then on, by the day of the offer."""
    duf = world.participant(offered, goal, as_of=offered)
    with world.register.read():
        line = line_of(duf, date.fromisoformat(as_of))
    assert line.completion_deadline == (date.fromisoformat(completion) if completion else None)
    if completion:
        assert line.deadline == line.completion_deadline


def by_the_rules(world: World, as_of: date) -> dict[str, tuple[date | None, date | None]]:
    found = {}
    for person in range(21):
        facts = read_case(world.register, number(person)).facts
        start, completion = start_deadline(facts), completion_deadline(facts, as_of)
        days = (completion.day if completion else None, next_deadline(facts, start, completion))
        found[number(person)] = days
    return found


def in_order(lines: list[ListLine], descending: bool) -> list[str]:
    by_number = sorted(lines, key=lambda line: line.duf)
    filled = [line for line in by_number if line.deadline]
    filled.sort(key=lambda line: line.deadline or date.min, reverse=descending)
    return [line.duf for line in (*filled, *(line for line in by_number if not line.deadline))]


def everything_agrees(world: World, as_of: date) -> None:
    """Assert values, both orders, pages, anchors, filters, counts and streams as of a day."""
    register, everybody, order = world.register, all_persons(), Order("deadline")
    lines = list_page(register, everybody, Order("name"), as_of)
    wanted = by_the_rules(world, as_of)
    assert {line.duf: (line.completion_deadline, line.deadline) for line in lines} == wanted
    with register.read():
        streamed = list(stream_list(register, everybody, order, as_of))
        assert [streamed[0]] == with_details([line_of(streamed[0].duf, as_of)])
    assert [line.duf for line in streamed] == in_order(lines, False)
    for descending in (False, True):
        turned = replace(order, descending=descending)
        expected = in_order(lines, descending)
        reader = ListReader(register, everybody, turned, as_of)
        assert reader.dufs() == expected
        whole = list_page(register, everybody, turned, as_of, 0, 100)
        assert [line.duf for line in whole] == expected
        for at in range(0, len(whole), 5):
            line = whole[at]
            assert reader.position(line) == at
            assert reader.beyond(line, 4) == whole[at + 1 : at + 5]
            assert reader.beyond(line, 4, backwards=True) == whole[max(0, at - 4) : at]
            page = whole[at : at + 5]
            assert list_page(register, everybody, turned, as_of, at, 5) == page
            assert list_page(register, everybody, turned, as_of, at, 5, total=21) == page
            anchor = Anchor(at, line)
            for offset in (0, 15):
                found = list_page(register, everybody, turned, as_of, offset, 5, near=anchor)
                assert found == whole[offset : offset + 5]
    for place in (None, "4204", "0301"):
        for days in (0, 200, 800, 2000):
            near_a_deadline(world, lines, ListFilter(Subject.PERSONS, None, place), days, as_of)


def near_a_deadline(
    world: World, lines: list[ListLine], place: ListFilter, days: int, as_of: date
) -> None:
    register, list_filter = world.register, replace(place, deadline_within=days)
    near = [
        line
        for line in lines
        if line.deadline and as_of <= line.deadline <= as_of + timedelta(days=days)
        if line.reason is None and place.municipality in (None, line.municipality)
    ]
    assert count_list(register, list_filter, as_of).matching == len(near)
    assert count_deadlines(register, place, as_of, days) == len(near)
    order = Order("deadline")
    found = list_page(register, list_filter, order, as_of)
    assert [line.duf for line in found] == in_order(near, False)
    assert list_page(register, list_filter, order, as_of, 1, 3) == found[1:4]
    assert list_page(register, list_filter, Order("duf"), as_of) == sorted(found)
    reader = ListReader(register, list_filter, order, as_of)
    assert [reader.position(line) for line in found] == list(range(len(found)))
    assert reader.still_listed([line.duf for line in lines]) == {line.duf for line in found}
    if found:
        assert reader.beyond(found[0], 30) == found[1:]


@pytest.mark.usefixtures("either_plan")
def test_the_lists_are_those_of_any_day(people: World) -> None:
    for as_of in DAYS:
        everything_agrees(people, as_of)


@pytest.mark.usefixtures("either_plan")
def test_one_more_change_of_the_law_needs_no_other_tables(people: World) -> None:
    with law_of_2030():
        assert check_register(people.register, actor()), "the rows have still to be made"
        run_engine(people.register, actor(), every=True)
        assert check_register(people.register, actor()) == []
        periods = "SELECT count(*) FROM other_deadline GROUP BY person_id"
        assert {n for (n,) in people.sql(periods)} == {1, 2}
        for as_of in DAYS:
            everything_agrees(people, as_of)


def test_on_the_first_morning_of_a_law_the_lists_are_right_before_the_engine_has_run(
    people: World,
) -> None:
    def deadlines(as_of: date) -> list[tuple[date | None, date | None]]:
        lines = list_page(people.register, all_persons(), Order("duf"), as_of)
        return [(line.completion_deadline, line.deadline) for line in lines]

    run_engine(people.register, actor("Natt", LAW_OF_2026 - ONE_DAY))
    evening, morning = deadlines(LAW_OF_2026 - ONE_DAY), deadlines(LAW_OF_2026)
    assert sum(old != new for old, new in zip(evening, morning, strict=True)) > 3
    everything_agrees(people, LAW_OF_2026)
    run_engine(people.register, actor("Natt", LAW_OF_2026))
    assert deadlines(LAW_OF_2026) == morning


def test_a_change_of_the_case_changes_all_its_periods(people: World) -> None:
    duf = number(7)
    with people.register.read():
        assert line_of(duf, DAYS[0]).deadline != line_of(duf, DAYS[-1]).deadline
    people.sql("UPDATE person SET goal = ? WHERE duf = ?", str(Goal.HIGHER_EDUCATION), duf)
    run_engine(people.register, actor(), every=True)
    of_person = "SELECT count(*) FROM other_deadline WHERE duf = ?"
    assert people.sql(of_person, duf) == [(0,)]
    everything_agrees(people, DAYS[0])


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM other_deadline WHERE duf = '992500077707'",
        "UPDATE other_deadline SET deadline = '2028-01-01' WHERE duf = '992500077707'",
        "UPDATE other_deadline SET until = '2027-01-01' WHERE duf = '992500077707'",
        "UPDATE other_deadline SET municipality = '1108' WHERE duf = '992500077707'",
        "UPDATE report_row SET deadline_since = NULL WHERE duf = '992500077707'",
        "UPDATE other_deadline SET since = '1999-01-01' WHERE duf = '992500077707'",
    ],
)
def test_check_finds_a_wrong_period_and_a_run_of_all_mends_it(people: World, damage: str) -> None:
    run_engine(people.register, actor(), every=True)
    assert check_register(people.register, actor()) == []
    people.sql(damage)
    found = [str(finding) for finding in check_register(people.register, actor())]
    assert found == [
        "9925 000777 07: raden i listene stemmer ikke med saken. Kjør «nir-tui engine run --all»."
    ]
    run_engine(people.register, actor(), every=True)
    assert check_register(people.register, actor()) == []
    everything_agrees(people, LAW_OF_2026)
