"""A case as it was: each past case is given back by the case now and its journal."""

import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from models.cases.case import Case, load_context, stream_cases
from models.cases.past import CaseMoment, KnownCase, case_moments, known_case
from models.changes.apply_change import apply_change
from models.changes.change import CaseChange
from models.changes.programme import (
    AddDecision,
    AddMeasure,
    AnnulDecision,
    DeleteMeasure,
    EditDecision,
    EditMeasure,
    SetGoal,
)
from models.changes.terminations import DeleteTermination, EditTermination, RegisterTermination
from models.changes.undo import plan_undo
from models.engine.run import run_engine
from models.errors import RegisterError
from models.exchange.importing.run import import_paths
from models.journal.actions import JournalAction
from models.journal.actor import Actor
from models.journal.writer import append_entry
from models.sample_data.synthetic import make_synthetic_register
from models.storage.register import Register, open_register
from models.tables.norwegian_time import day_in_norway
from rules.code_lists import Completeness, DecisionKind, Goal, MeasureKind
from rules.facts import Decision, Measure
from tests.case_builder import DUF, TODAY, World, actor
from tests.hypothesis_profiles import examples
from tests.models.exchange.files import ANNA, PERSONS, bundle, person
from tests.registers import drop_databases_since, empty_copy, made

START = date(2024, 3, 18)
MABE, ANNE = "4204-MABE", "4204-ANNE"
GOAL = Goal.WORK_HAS_UPPER_SECONDARY
DECIDED_AGAIN = f"{ANNA};deltakelse;;2024-03-01;2024-03-01;"


class Ticking:
    """Actors whose clock goes on by some time at every change."""

    def __init__(self) -> None:
        self.moment = datetime(2024, 3, 18, 8, tzinfo=UTC)

    def by(self, user: str, later: timedelta = timedelta(hours=7)) -> Actor:
        self.moment += later
        moment, today = self.moment, self.moment.date()
        return Actor(user, today, today, lambda: moment)


def moments(world: World, duf: str = DUF) -> list[CaseMoment]:
    with world.register.read():
        return case_moments(duf, load_context(world.register))


def known(world: World, day: date, duf: str = DUF) -> KnownCase:
    with world.register.read():
        return known_case(duf, day, load_context(world.register))


def now(world: World, duf: str = DUF) -> Case:
    return of_any_version(world.case(duf))


def of_any_version(case: Case) -> Case:
    """Return a case whose version is not compared: it counts on whatever the case was."""
    return replace(case, person=replace(case.person, version=0))


def in_order(case: Case) -> Case:
    """Return a case with lists in the order of their texts: rows put back may have no number."""
    facts = case.facts
    ordered = replace(
        facts,
        decisions=tuple(sorted((replace(d, id=None) for d in facts.decisions), key=repr)),
        measures=tuple(sorted((replace(m, id=None) for m in facts.measures), key=repr)),
    )
    return replace(case, facts=ordered)


days = st.dates(date(2024, 1, 15), date(2025, 12, 31))
within = st.dates(START, date(2024, 9, 18))
decisions = st.builds(
    Decision,
    st.sampled_from(list(DecisionKind)),
    st.none() | days,
    days,
    st.none() | st.dates(date(2025, 1, 1), date(2026, 12, 31)),
)
measures = st.builds(Measure, st.sampled_from(list(MeasureKind)), days, st.none())
steps = st.one_of(
    st.tuples(st.just("goal"), st.builds(SetGoal, st.sampled_from(list(Goal)), st.none() | days)),
    st.tuples(st.just("decision"), st.builds(AddDecision, decisions)),
    st.tuples(st.just("measure"), st.builds(AddMeasure, measures)),
    st.tuples(st.just("edit decision"), decisions, st.integers(0, 5)),
    st.tuples(st.just("annul"), st.none(), st.integers(0, 5)),
    st.tuples(st.just("edit measure"), measures, st.integers(0, 5)),
    st.tuples(st.just("delete measure"), st.none(), st.integers(0, 5)),
    st.tuples(
        st.just("end"),
        st.builds(RegisterTermination, st.sampled_from(["helse", "flyttet", "annet"]), within),
    ),
    st.tuples(
        st.just("edit"),
        st.builds(EditTermination, st.sampled_from(["helse", "utvandret", "ukjent"]), within),
    ),
    st.tuples(st.just("delete"), st.just(DeleteTermination())),
    st.tuples(st.just("undo")),
    st.tuples(st.just("undo")),
    st.tuples(st.just("engine")),
    st.tuples(st.just("later")),
)


BEGINNING: tuple[tuple[str, tuple[object, ...]], ...] = (
    (MABE, ("goal", SetGoal(GOAL))),
    (MABE, ("decision", AddDecision(Decision(DecisionKind.PARTICIPATION, START, START)))),
)


def change_of(case: Case, step: tuple[object, ...]) -> CaseChange | None:
    """Return the change of a step; None where the case has nothing that it changes."""
    match step:
        case (_, CaseChange() as change):
            return change
        case ("edit decision", Decision() as decision, int(place)) if case.decisions:
            old = case.decisions[place % len(case.decisions)]
            return EditDecision(old.id or 0, replace(decision, kind=old.kind))
        case ("annul", _, int(place)) if case.decisions:
            return AnnulDecision(case.decisions[place % len(case.decisions)].id or 0)
        case ("edit measure", Measure() as measure, int(place)) if case.measures:
            return EditMeasure(case.measures[place % len(case.measures)].id or 0, measure)
        case ("delete measure", _, int(place)) if case.measures:
            return DeleteMeasure(case.measures[place % len(case.measures)].id or 0)
    return None


ENDED: tuple[object, ...] = ("end", RegisterTermination("helse", START))
DELETED: tuple[object, ...] = ("delete", DeleteTermination())
UNDONE: tuple[object, ...] = ("undo",)


@example(begins=True, taken=[(MABE, ENDED), (MABE, DELETED), (MABE, UNDONE), (MABE, UNDONE)])
@settings(max_examples=examples(120), suppress_health_check=list(HealthCheck))
@given(
    begins=st.booleans(),
    taken=st.lists(st.tuples(st.sampled_from([MABE, MABE, ANNE]), steps), max_size=25),
)
def test_whatever_is_done_each_past_case_is_given_back(
    begins: bool, taken: list[tuple[str, tuple[object, ...]]]
) -> None:
    before = made()
    with tempfile.TemporaryDirectory() as folder:
        place = empty_copy(Path(folder), "register.db")
        with closing(open_register(place)) as register:
            world, clock = World(register, place), Ticking()
            world.person()
            kept = [now(world)]
            last_of: dict[date, Case] = {}
            world_was = now(world)
            for user, step in [*BEGINNING, *taken] if begins else taken:
                do(world, clock, user, step)
                case = now(world)
                if case != kept[-1]:
                    kept.append(case)
                last_of[day_in_norway(clock.moment)] = case
            found = [of_any_version(moment.case) for moment in moments(world)]
            assert found[-1] == world_was
            # What changed no fact, such as a date of the goal, is a moment of its own too.
            assert [case for case, _same in groupby(found)] == kept[::-1]
            for day, case in last_of.items():
                assert of_any_version(known(world, day).case) == case
    drop_databases_since(before)


def test_an_undone_termination_was_there(world: World) -> None:
    clock = Ticking()
    world.person()
    for user, step in BEGINNING:
        do(world, clock, user, step)
    do(world, clock, MABE, ("end", RegisterTermination("helse", START)))
    ended = now(world)
    do(world, clock, MABE, ("undo",))
    assert of_any_version(moments(world)[1].case) == ended


def do(world: World, clock: Ticking, user: str, step: tuple[object, ...]) -> None:
    """Do a step; one that the rules refuse changes nothing."""
    register = world.register
    if step == ("later",):
        clock.moment += timedelta(days=120)
        return
    if step == ("engine",):
        run_engine(register, clock.by(user))
        return
    with suppress(RegisterError):
        if step == ("undo",):
            by = clock.by(user)
            _case, undo = plan_undo(register, by, DUF)
            apply_change(register, by, DUF, undo, confirmed=True)
        elif change := change_of(world.case(), step):
            apply_change(register, clock.by(user), DUF, change, confirmed=True)


def test_of_an_imported_person_the_journal_tells_since_the_import(
    world: World, tmp_path: Path
) -> None:
    clock = Ticking()
    bring(
        world,
        clock,
        tmp_path / "1",
        persons=[person()],
        decisions=[f"{ANNA};deltakelse;;2024-02-01;2024-02-01;"],
        terminations=[f"{ANNA};helse;2024-02-20;;4204-ASGE;2024-02-21;4204-ASGE;2024-03-01"],
    )
    imported = clock.moment.date()
    first = world.case(ANNA)
    clock.moment += timedelta(days=30)
    bring(
        world,
        clock,
        tmp_path / "2",
        persons=[person(first_name="SÅR", goal="grunnskole")],
        measures=[f"{ANNA};norsk;2024-03-01;"],
        events=[f"{ANNA};flyttet;2024-04-01;;4601"],
    )
    second = world.case(ANNA)
    clock.moment += timedelta(days=30)
    bring(world, clock, tmp_path / "3", persons=[person()], decisions=[DECIDED_AGAIN])
    assert world.case(ANNA).measures == ()
    cases = [moment.case for moment in moments(world, ANNA)]
    assert [in_order(of_any_version(case)) for case in cases[1:]] == [
        in_order(of_any_version(case)) for case in (second, first)
    ]
    assert [moment.by for moment in moments(world, ANNA)] == [MABE] * 3

    then = known(world, imported, ANNA)
    assert (then.journal_from, then.case.person.first_name) == (imported, "STILLE")
    assert [t.deleted for t in then.case.terminations] == [True]
    before = known(world, date(2024, 2, 25), ANNA)
    assert before.journal_from is None
    assert [(t.reason, t.deleted) for t in before.case.terminations] == [("helse", False)]
    assert before.case.person.name == "STILLE, SKOG", "the rest is as early as it is known"


def test_what_an_import_puts_in_place_of_another_termination(world: World, tmp_path: Path) -> None:
    world.participant(START, duf=ANNA)
    clock = Ticking()
    clock.moment = datetime(2024, 11, 4, 12, tzinfo=UTC)
    run_engine(world.register, clock.by("Regelmotor"))
    before = now(world, ANNA)
    assert before.facts.active and before.facts.active.by_engine
    row = f"{ANNA};helse;2024-06-03;;4204-ASGE;2024-11-04T20:00:00+01:00;;"
    bring(world, clock, tmp_path / "1", terminations=[row])
    assert now(world, ANNA).facts.active != before.facts.active
    assert of_any_version(moments(world, ANNA)[1].case) == before


def test_the_day_ends_at_midnight_in_norway(world: World) -> None:
    world.person()
    midnight = datetime(2024, 7, 1, 22, tzinfo=UTC)
    clock = Ticking()
    for moment, goal in ((-timedelta(seconds=1), Goal.PRIMARY_SCHOOL), (timedelta(0), GOAL)):
        clock.moment = midnight + moment
        apply_change(world.register, clock.by(MABE, timedelta(0)), DUF, SetGoal(goal))
    assert known(world, date(2024, 7, 1)).case.facts.goal is Goal.PRIMARY_SCHOOL
    assert known(world, date(2024, 7, 2)).case.facts.goal is GOAL
    assert known(world, date(2024, 7, 1)).journal_from == date(2024, 7, 1)


def test_before_a_case_was_complete_it_was_known_from_a_report_only(
    world: World, tmp_path: Path
) -> None:
    clock = Ticking()
    folder = bundle(tmp_path / "1", persons=[])
    rows = f"{PERSONS};known\n{person(DUF, goal='', goal_date='')};report\n"
    (tmp_path / "1" / "persons.csv").write_text(rows, encoding="utf-8")
    import_paths(world.register, clock.by(MABE), [folder])
    apply_change(world.register, clock.by(MABE), DUF, SetGoal(GOAL), confirmed=True)
    decision = Decision(DecisionKind.PARTICIPATION, START, START)
    apply_change(world.register, clock.by(MABE), DUF, AddDecision(decision), confirmed=True)
    by = clock.by(MABE)
    apply_change(world.register, by, DUF, plan_undo(world.register, by, DUF)[1], confirmed=True)
    found = [moment.case.facts.known for moment in moments(world)]
    report, full = Completeness.REPORT, Completeness.FULL
    assert found == [report, full, report, report]


def test_an_entry_that_says_too_little_ends_what_is_known(world: World) -> None:
    world.participant(START)
    with world.register.write():
        by = actor(today=TODAY + timedelta(3))
        append_entry(by, JournalAction.DECISION_EDIT, DUF, {"kind": "deltakelse"}, {})
    world.measure(START, None)
    assert len(moments(world)) == 2
    assert known(world, TODAY).journal_from is None
    assert known(world, TODAY + timedelta(3)).journal_from == TODAY + timedelta(3)


@pytest.mark.parametrize("changes", [0, 1])
def test_a_person_of_a_new_register_is_known_since_it_was_made(
    place_for: Callable[[str], str], changes: int
) -> None:
    place = place_for("made.db")
    make_synthetic_register(place, actor(), 3, 1, stands_still=True)
    with closing(open_register(place)) as register:
        world = World(register, place)
        [(duf,), *_others] = world.sql("SELECT duf FROM person ORDER BY id")
        later = actor(today=TODAY + timedelta(10))
        for _change in range(changes):
            apply_change(register, later, str(duf), AddMeasure(Measure(MeasureKind.COURSE, START)))
        assert len(moments(world, str(duf))) == changes + 1
        assert known(world, TODAY + timedelta(1), str(duf)).journal_from == TODAY
        assert known(world, TODAY - timedelta(1), str(duf)).journal_from is None


def test_every_case_of_the_demo_began_with_nothing(demo: Register) -> None:
    with demo.read():
        shared = load_context(demo)
        for case in list(stream_cases(shared)):
            first = case_moments(case.person.duf, shared)[-1]
            facts = first.case.facts
            assert (first.entries, facts.goal) == ((), None)
            assert (facts.decisions, facts.measures, first.case.terminations) == ((), (), ())


def bring(world: World, clock: Ticking, folder: Path, **files: list[str]) -> None:
    import_paths(world.register, clock.by(MABE), [bundle(folder, **files)])
