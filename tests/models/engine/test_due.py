"""A run over due cases leaves the same register as a run over all, on days in any order."""

import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.administration.check import check_register
from models.cases.stored_case import StoredCase
from models.engine.run import run_engine
from rules.code_lists import DecisionKind, EventKind
from tests.case_builder import TODAY, World, actor, contents
from tests.hypothesis_profiles import examples
from tests.models.exchange.importing.generated import make, registers, somebody

DAYS = st.lists(st.integers(0, 4000), min_size=1, max_size=4).map(
    lambda numbers: [date(2018, 1, 1) + timedelta(days=number) for number in numbers]
)


@pytest.mark.register
@settings(max_examples=examples(40), deadline=None)
@given(content=registers, days=DAYS)
def test_due_or_every_the_register_is_the_same(content: list[StoredCase], days: list[date]) -> None:
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        due = make(place / "due.db", content)
        for day in days:
            run_engine(due, somebody(day))
        found = contents(due)
        output = check_register(due, somebody(days[-1]))
        assert all("Rediger eller slett" in str(message) for message in output), output
        due.close()
        every = make(place / "every.db", content)
        for day in days:
            run_engine(every, somebody(day), every=True)
        other = contents(every)
        every.close()
    for table in ("person", "termination", "report_row", "other_deadline"):
        assert found[table] == other[table], table


def test_only_those_who_are_due_are_looked_at(world: World) -> None:
    world.participant(date(2024, 9, 2), duf="992400000000")
    world.participant(date(2024, 11, 4), duf="992400000001")
    run_engine(world.register, actor("Natt"))
    assert run_engine(world.register, actor("Natt")).examined == 0
    assert run_engine(world.register, actor("Natt", date(2025, 3, 2))).examined == 0
    later = run_engine(world.register, actor("Natt", date(2025, 3, 3)))
    assert (later.examined, dict(later.added)) == (1, {"ikke-registrert": 1})
    back = run_engine(world.register, actor("Natt", TODAY))
    assert (back.examined, dict(back.withdrawn)) == (1, {"ikke-registrert": 1})
    assert check_register(world.register, actor()) == []


def test_what_comes_from_outside_is_looked_at_next(world: World) -> None:
    duf = world.participant(date(2024, 9, 2))
    run_engine(world.register, actor("Natt"))
    world.event(EventKind.DIED, date(2024, 12, 1), duf)
    report = run_engine(world.register, actor("Natt"))
    assert (report.examined, dict(report.added)) == (1, {"dod": 1})


def test_a_change_of_the_case_sets_its_next_day(world: World) -> None:
    world.participant(date(2024, 9, 2))
    world.decide(DecisionKind.EXTENSION, date(2024, 12, 2), date(2025, 6, 30))
    assert run_engine(world.register, actor("Natt", date(2025, 3, 3))).examined == 0
    assert run_engine(world.register, actor("Natt", date(2025, 7, 1))).examined == 1


def test_a_trial_looks_at_the_same_cases_and_keeps_nothing(world: World) -> None:
    world.participant(date(2024, 9, 2))
    later = actor("Natt", date(2025, 3, 3))
    before = contents(world.register)
    assert run_engine(world.register, later, dry_run=True).examined == 1
    assert contents(world.register) == before
    assert run_engine(world.register, later).examined == 1
