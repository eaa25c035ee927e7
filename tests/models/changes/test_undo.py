"""A user's newest change of a case can be taken back, as long as nobody changed the case since."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from models.administration.check import check_register
from models.administration.journal_view import read_lines
from models.cases.case import Case
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
from models.errors import ChangedMeanwhile, Refused
from models.exchange.importing.run import import_paths
from rules.code_lists import DecisionKind, Goal, MeasureKind
from rules.facts import Decision, Measure
from tests.case_builder import DUF, TODAY, World, actor
from tests.models.exchange.files import bundle, person

START = date(2024, 3, 18)
DEADLINE = date(2024, 9, 18)
EXTENSION = Decision(DecisionKind.EXTENSION, START, DEADLINE + timedelta(1), date(2025, 3, 1))
REGISTERED = RegisterTermination("arbeid", DEADLINE, Decimal("37.5"))


def do(world: World, change: CaseChange, user: str = "4204-MABE") -> Case:
    return apply_change(world.register, actor(user), DUF, change, confirmed=True)


def undo(world: World, user: str = "4204-MABE") -> Case:
    case, change = plan_undo(world.register, actor(user), DUF)
    return apply_change(
        world.register, actor(user), DUF, change, expected_version=case.person.version
    )


def facts_of(case: Case) -> object:
    """Return all that rules look at; of the active termination what it says, not which row."""
    active = case.facts.active
    said = active and (active.reason, active.date, active.hours, active.municipality)
    return (
        *(case.facts.goal, case.person.goal_date, case.facts.known, said),
        *(sorted(map(repr, case.decisions)), sorted(map(repr, case.measures))),
    )


def number_of(world: World, kind: DecisionKind) -> int:
    [number] = [d.id for d in world.case().decisions if d.kind is kind]
    assert number
    return number


CHANGES: dict[str, tuple[list[CaseChange], str]] = {
    "register": ([], "register"),
    "edit": ([REGISTERED], "edit"),
    "delete": ([REGISTERED], "delete"),
    "goal": ([], "goal"),
    "add decision": ([], "extend"),
    "edit decision": ([AddDecision(EXTENSION)], "edit extension"),
    "annul decision": ([AddDecision(EXTENSION)], "annul"),
    "add measure": ([], "measure"),
    "edit measure": ([AddMeasure(Measure(MeasureKind.COURSE, START))], "edit measure"),
    "delete measure": ([AddMeasure(Measure(MeasureKind.COURSE, START))], "delete measure"),
    "readmit": ([RegisterTermination("flyttet", date(2024, 6, 3))], "readmit"),
}


def change_named(world: World, name: str) -> CaseChange:
    measures = world.case().measures
    match name:
        case "register":
            return REGISTERED
        case "edit":
            return EditTermination("helse", DEADLINE - timedelta(3))
        case "delete":
            return DeleteTermination()
        case "goal":
            return SetGoal(Goal.PARTS_OF_UPPER_SECONDARY, date(2024, 4, 2))
        case "extend":
            return AddDecision(EXTENSION)
        case "edit extension":
            shorter = Decision(DecisionKind.EXTENSION, START, EXTENSION.start, date(2024, 12, 1))
            return EditDecision(number_of(world, DecisionKind.EXTENSION), shorter)
        case "annul":
            return AnnulDecision(number_of(world, DecisionKind.EXTENSION))
        case "measure":
            return AddMeasure(Measure(MeasureKind.COURSE, START))
        case "edit measure":
            return EditMeasure(measures[0].id or 0, Measure(MeasureKind.OTHER, START))
        case "delete measure":
            return DeleteMeasure(measures[0].id or 0)
    again = Decision(DecisionKind.PARTICIPATION, date(2024, 7, 1), date(2024, 8, 1))
    return AddDecision(again)


@pytest.mark.parametrize("name", CHANGES)
def test_an_undo_leaves_what_was_there_before(world: World, name: str) -> None:
    world.participant(START)
    first, last = CHANGES[name]
    for change in first:
        do(world, change)
    before = facts_of(world.case())
    do(world, change_named(world, last))
    assert facts_of(world.case()) != before
    undo(world)
    assert facts_of(world.case()) == before
    assert check_register(world.register, actor()) == []
    newest = next(e for e in read_lines(world.register, DUF) if not e.action.startswith("engine."))
    assert newest.action == "undo" and newest.after
    undone = next(e for e in read_lines(world.register, DUF) if e.id == newest.after["undoes"])
    assert undone.by == "4204-MABE"


def test_the_next_undo_takes_back_the_change_before(world: World) -> None:
    world.participant(START)
    before = facts_of(world.case())
    do(world, REGISTERED, "4204-ANNE")
    do(world, SetGoal(Goal.PARTS_OF_UPPER_SECONDARY, date(2024, 4, 2)), "4204-ANNE")
    do(world, EditTermination("helse", DEADLINE), "4204-ANNE")
    undo(world, "4204-ANNE")
    active = world.case().facts.active
    assert active and (active.reason, active.hours) == ("arbeid", Decimal("37.5"))
    undo(world, "4204-ANNE")
    undo(world, "4204-ANNE")
    assert facts_of(world.case()) == before
    # The change before is another user's, and no change of one's own is left.
    with pytest.raises(Refused, match="Det er ingenting å angre"):
        undo(world, "4204-ANNE")


def test_a_restored_termination_names_the_first_registration(world: World) -> None:
    world.participant(START)
    do(world, REGISTERED, "4204-ANNE")
    do(world, DeleteTermination())
    case = undo(world)
    active = case.facts.active
    assert active and active.registered_by == "4204-MABE" and active.restores
    assert case.first_version(active).registered_by == "4204-ANNE"
    do(world, DeleteTermination())
    case = undo(world)
    assert case.facts.active
    assert case.first_version(case.facts.active).registered_by == "4204-ANNE"


def test_an_undo_is_refused_where_somebody_changed_the_case_since(world: World) -> None:
    world.participant(START)
    do(world, REGISTERED)
    do(world, SetGoal(Goal.PARTS_OF_UPPER_SECONDARY), "4204-ANNE")
    with pytest.raises(Refused, match=r"Kan ikke angres: 4204-ANNE endret saken .*: sluttmålet"):
        undo(world)
    undo(world, "4204-ANNE")
    undo(world)
    assert world.case().facts.active_by_municipality is None


def test_an_undo_is_refused_after_an_import_of_the_person(world: World, tmp_path: Path) -> None:
    world.participant(START)
    do(world, REGISTERED)
    folder = tmp_path / "pakke"
    folder.mkdir()
    import_paths(world.register, actor("ces"), [bundle(folder, persons=[person(DUF)])])
    with pytest.raises(Refused, match="hentet inn fra fil"):
        undo(world)


def test_an_undo_is_refused_after_an_engine_run_that_changed_something(world: World) -> None:
    world.participant(date(2024, 9, 2))
    do(world, SetGoal(Goal.PARTS_OF_UPPER_SECONDARY))
    run_engine(world.register, actor("ces", date(2040, 1, 1)))
    with pytest.raises(Refused, match="regelmotoren avsluttet"):
        undo(world)


def test_an_undo_that_was_planned_before_another_change_is_not_carried_out(world: World) -> None:
    world.participant(START)
    do(world, REGISTERED)
    case, change = plan_undo(world.register, actor(), DUF)
    do(world, SetGoal(Goal.PARTS_OF_UPPER_SECONDARY), "4204-ANNE")
    with pytest.raises(ChangedMeanwhile):
        apply_change(world.register, actor(), DUF, change, expected_version=case.person.version)
    assert world.case().facts.active_by_municipality


def test_only_changes_of_the_session_are_within_reach(world: World) -> None:
    world.participant(START)
    earlier = do(world, REGISTERED).person.version
    with pytest.raises(Refused, match="ingenting å angre"):
        plan_undo(world.register, actor(), DUF, frozenset({earlier + 1}))
    _case, change = plan_undo(world.register, actor(), DUF, frozenset({earlier}))
    assert change.undone.action == "termination.add"


def test_the_deadline_follows_an_undone_extension(world: World) -> None:
    world.participant(START)
    do(world, AddDecision(EXTENSION))
    assert world.case().facts.active is None
    undo(world)
    active = world.case().facts.active
    assert active and (active.reason, active.date, TODAY >= DEADLINE) == (
        "ikke-registrert",
        DEADLINE,
        True,
    )
