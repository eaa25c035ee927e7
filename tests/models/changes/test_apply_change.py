"""Every change is one transaction: read the case, apply rules, write, journal, run the engine."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.administration.check import check_register
from models.administration.journal_view import read_lines
from models.cases.case import Case
from models.changes.apply_change import apply_change
from models.changes.change import CaseChange
from models.changes.programme import (
    AddDecision,
    AnnulDecision,
    DeleteMeasure,
    EditDecision,
    EditMeasure,
    SetGoal,
)
from models.changes.terminations import DeleteTermination, EditTermination, RegisterTermination
from models.errors import NotFound, Refused
from models.list_filter import ListFilter
from models.lists.pages import list_page
from models.lists.sort_order import Order
from rules.code_lists import Completeness, DecisionKind, EventKind, Goal, Law, MeasureKind
from rules.facts import Decision, Measure
from tests.case_builder import DUF, TODAY, World, actor
from tests.hypothesis_profiles import examples

START, PASSED = date(2024, 9, 2), date(2024, 3, 18)
DEADLINE = date(2024, 9, 18)


def history(world: World) -> list[tuple[str, str, str | None]]:
    return [(t.reason, t.registered_by, t.deleted_by) for t in world.case().terminations]


def actions(world: World) -> list[tuple[str, str]]:
    return [(line.action, line.by) for line in reversed(read_lines(world.register, DUF))]


def do(world: World, change: CaseChange, confirmed: bool = False, by: str = "4204-MABE") -> Case:
    """Apply a change to the one person of a story."""
    return apply_change(world.register, actor(by), DUF, change, confirmed=confirmed)


def test_registering_supersedes_the_engine_and_tells_who_did_what(world: World) -> None:
    world.participant(PASSED)
    assert history(world) == [("ikke-registrert", "Regelmotor", None)]
    case = do(world, RegisterTermination("arbeid", DEADLINE, Decimal("37.5")), confirmed=True)
    assert history(world) == [
        ("arbeid", "4204-MABE", None),
        ("ikke-registrert", "Regelmotor", "4204-MABE"),
    ]
    assert case.facts.active is not None
    assert case.facts.active.hours == Decimal("37.5")
    last = read_lines(world.register, DUF)[0]
    assert (last.action, last.by) == ("termination.add", "4204-MABE")
    assert last.before is not None and last.after is not None
    assert (last.before["reason"], last.before["registered_by"]) == (
        "ikke-registrert",
        "Regelmotor",
    )
    assert (last.after["reason"], last.after["hours"]) == ("arbeid", 37.5)


def test_a_refusal_changes_nothing_at_all(world: World) -> None:
    world.participant(PASSED)
    before = (history(world), actions(world), world.case().person.version)
    with pytest.raises(Refused):
        do(world, RegisterTermination("arbeid", DEADLINE, None), confirmed=True)
    with pytest.raises(Refused):
        do(world, RegisterTermination("helse", DEADLINE))
    assert (history(world), actions(world), world.case().person.version) == before


def test_an_error_on_the_way_takes_everything_back(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.participant(PASSED)
    before = (history(world), actions(world))

    def fails(*_: Any) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("models.changes.case_batch.write_report_rows", fails)
    with pytest.raises(RuntimeError):
        do(world, RegisterTermination("helse", DEADLINE), confirmed=True)
    assert (history(world), actions(world)) == before


def test_an_edit_keeps_the_old_version_and_one_that_changes_nothing_makes_none(
    world: World,
) -> None:
    world.participant(START)
    do(world, RegisterTermination("helse", date(2024, 11, 1)), confirmed=True)
    do(world, EditTermination("ukjent", date(2024, 11, 1)), confirmed=True, by="x")
    do(world, EditTermination("ukjent", date(2024, 11, 1)), confirmed=True, by="y")
    assert history(world) == [("ukjent", "x", None), ("helse", "4204-MABE", "x")]


def test_a_termination_carries_the_municipality_of_its_registration(world: World) -> None:
    """The municipality stays when another one follows the person up, even after an edit."""
    world.participant(START, municipality="0301", district="030103")
    do(world, RegisterTermination("helse", date(2024, 11, 1)), confirmed=True)
    world.sql("UPDATE person SET municipality = '4223', district = NULL")
    do(world, EditTermination("ukjent", date(2024, 11, 1)), confirmed=True)
    places = {(t.municipality, t.district) for t in world.case().terminations}
    assert places == {("0301", "030103")}
    do(world, DeleteTermination())
    do(world, RegisterTermination("annet", date(2024, 11, 1)), confirmed=True)
    active = world.case().facts.active
    assert active is not None and (active.municipality, active.district) == ("4223", None)


def test_deleting_gives_the_engine_the_word_as_a_new_row(world: World) -> None:
    world.participant(PASSED)
    first = world.case().facts.active
    do(world, RegisterTermination("helse", DEADLINE), confirmed=True)
    do(world, DeleteTermination())
    active = world.case().facts.active
    assert first and active
    assert (active.reason, active.registered_by) == ("ikke-registrert", "Regelmotor")
    assert active.id != first.id
    assert history(world)[1:] == [
        ("helse", "4204-MABE", "4204-MABE"),
        ("ikke-registrert", "Regelmotor", "4204-MABE"),
    ]


def test_an_extension_makes_the_computed_termination_go_away_and_annulling_brings_it_back(
    world: World,
) -> None:
    world.participant(PASSED)
    case = world.decide(DecisionKind.EXTENSION, date(2024, 9, 19), date(2025, 2, 1), confirmed=True)
    assert case.facts.active is None
    extension = next(d for d in case.decisions if d.kind is DecisionKind.EXTENSION)
    assert extension.id is not None
    case = do(world, AnnulDecision(extension.id))
    assert case.facts.active is not None
    assert actions(world)[-4:] == [
        ("decision.add", "4204-MABE"),
        ("engine.withdraw", "4204-MABE"),
        ("decision.annul", "4204-MABE"),
        ("engine.add", "4204-MABE"),
    ]


def test_readmission_deletes_the_municipalitys_move_once_confirmed(world: World) -> None:
    world.participant(START)
    do(world, RegisterTermination("flyttet", date(2024, 11, 1)), confirmed=True)
    again = Decision(DecisionKind.PARTICIPATION, None, date(2024, 12, 2))
    with pytest.raises(Refused):
        do(world, AddDecision(again))
    case = do(world, AddDecision(again), confirmed=True)
    assert case.facts.active is None
    assert history(world) == [("flyttet", "4204-MABE", "4204-MABE")]
    lines = {line.action: line for line in read_lines(world.register, DUF)[:2]}
    assert set(lines) == {"decision.add", "termination.delete"}
    before = lines["termination.delete"].before
    assert before is not None and before["reason"] == "flyttet"


def test_the_engines_move_becomes_the_users_when_edited(world: World) -> None:
    world.participant(START)
    world.event(EventKind.MOVED, date(2024, 11, 1), DUF, "4204", "4223")
    world.measure(START, date(2024, 10, 1))
    assert history(world) == [("flyttet", "Regelmotor", None)]
    do(world, EditTermination("flyttet", date(2024, 11, 4)), confirmed=True)
    assert history(world) == [
        ("flyttet", "4204-MABE", None),
        ("flyttet", "Regelmotor", "4204-MABE"),
    ]
    assert world.case().facts.active_was_computed
    do(world, EditTermination("ukjent", date(2024, 11, 4)), confirmed=True)
    do(world, EditTermination("flyttet", date(2024, 11, 5)), confirmed=True)
    assert not world.case().facts.active_was_computed, "by way of another reason it is their own"


def test_the_engines_death_can_be_edited_twice(world: World) -> None:
    world.person()
    world.event(EventKind.DIED, date(2024, 11, 1))
    do(world, SetGoal(Goal.PRIMARY_SCHOOL))
    for day in (4, 5):
        do(world, EditTermination("dod", date(2024, 11, day)))
    assert [t.date.day for t in world.case().terminations] == [5, 4, 1]
    assert check_register(world.register, actor()) == []


def test_the_same_goal_again_changes_nothing(world: World) -> None:
    world.participant(START)
    before = actions(world)
    apply_change(
        world.register, actor(today=date(2024, 12, 20)), DUF, SetGoal(Goal.WORK_HAS_UPPER_SECONDARY)
    )
    assert actions(world) == before


def test_goal_decision_and_measure_are_changed_with_before_and_after(world: World) -> None:
    world.participant(START, goal=None)
    do(world, SetGoal(Goal.PRIMARY_SCHOOL))
    do(world, SetGoal(Goal.HIGHER_EDUCATION))
    case = world.measure(START, None)
    number = case.measures[0].id
    assert number is not None
    changed = Measure(MeasureKind.COURSE, START, date(2024, 10, 1))
    do(world, EditMeasure(number, changed))
    do(world, DeleteMeasure(number))
    assert world.case().measures == ()
    decision = world.case().decisions[0]
    assert decision.id is not None
    do(world, EditDecision(decision.id, Decision(decision.kind, decision.date, date(2024, 9, 3))))
    lines = {line.action: line for line in reversed(read_lines(world.register, DUF))}
    assert lines["goal.set"].before == {"goal": "grunnskole", "goal_date": "2024-12-09"}
    assert lines["measure.edit"].before is not None and lines["measure.edit"].after is not None
    assert lines["measure.edit"].before["to"] is None
    assert lines["measure.edit"].after["to"] == "2024-10-01"
    assert lines["decision.edit"].after is not None
    assert lines["decision.edit"].after["from"] == "2024-09-03"


def test_changing_under_another_day_says_both_days(world: World) -> None:
    world.participant(START)
    other = actor()
    other = type(other)(other.user, date(2025, 6, 1), TODAY, other.clock)
    apply_change(world.register, other, DUF, SetGoal(Goal.PRIMARY_SCHOOL))
    line = next(x for x in read_lines(world.register, DUF) if x.action == "goal.set")
    assert line.after is not None
    assert (line.after["as_of"], line.after["register_date"]) == ("2025-06-01", "2024-12-09")


def test_one_known_from_a_report_is_full_once_decision_and_goal_are_stored(world: World) -> None:
    world.person()
    world.sql("UPDATE person SET known = 'report', reported_deadline = '2024-08-01'")
    do(world, SetGoal(Goal.PRIMARY_SCHOOL))
    assert world.case().facts.known is Completeness.REPORT
    world.decide(DecisionKind.PARTICIPATION, START)
    assert world.case().facts.known is Completeness.FULL


def test_it_is_full_where_the_goal_comes_last(world: World) -> None:
    world.person()
    world.sql("UPDATE person SET known = 'report'")
    world.decide(DecisionKind.PARTICIPATION, START)
    assert world.case().facts.known is Completeness.REPORT
    do(world, SetGoal(Goal.PRIMARY_SCHOOL))
    assert world.case().facts.known is Completeness.FULL


def test_under_the_old_law_the_decision_alone_makes_it_full(world: World) -> None:
    world.person(law=Law.INTRODUKSJONSLOVEN)
    world.sql("UPDATE person SET known = 'report'")
    world.decide(DecisionKind.PARTICIPATION, START)
    assert world.case().facts.known is Completeness.FULL


def test_a_check_tells_of_a_termination_that_no_longer_fits(world: World) -> None:
    """The decision it rests on was annulled: the register is consistent, but a user must decide."""
    world.participant(START)
    do(world, RegisterTermination("helse", date(2024, 10, 1)), confirmed=True)
    assert check_register(world.register, actor()) == []
    decision = world.case().decisions[0]
    do(world, AnnulDecision(decision.id or 0))
    [output] = map(str, check_register(world.register, actor()))
    assert output.startswith("9924 000777 03: ") and "Rediger eller slett avslutningen" in output


def test_unknown_persons_decisions_and_measures_are_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        world.case("992400009999")
    world.participant(START)
    with pytest.raises(NotFound):
        do(world, AnnulDecision(999))
    with pytest.raises(NotFound):
        do(world, DeleteMeasure(999))


def test_the_report_row_follows_the_case(world: World) -> None:
    world.participant(PASSED)
    [row] = list_page(world.register, ListFilter(), Order(), TODAY)
    assert (row.reason, row.needs_correction, row.by_engine) == ("ikke-registrert", True, True)
    do(world, RegisterTermination("helse", DEADLINE), confirmed=True)
    [row] = list_page(world.register, ListFilter(), Order(), TODAY)
    assert (row.reason, row.needs_correction, row.by_engine) == ("helse", False, False)
    world.decide(DecisionKind.EXTENSION, date(2024, 9, 19), date(2025, 2, 1), confirmed=True)
    do(world, DeleteTermination())
    assert list_page(world.register, ListFilter(), Order(), TODAY) == []


DAYS = st.integers(0, 400).map(lambda n: date.fromordinal(date(2024, 1, 1).toordinal() + n))
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("register"), st.sampled_from(["helse", "flyttet", "ukjent"]), DAYS),
        st.tuples(st.just("edit"), st.sampled_from(["helse", "flyttet", "ukjent"]), DAYS),
        st.tuples(st.just("delete"), st.none(), DAYS),
        st.tuples(st.just("decide"), st.sampled_from(list(DecisionKind)), DAYS),
        st.tuples(st.just("annul"), st.integers(0, 5), DAYS),
    ),
    max_size=12,
)


@settings(
    max_examples=examples(60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(STEPS)
def test_whatever_the_history_at_most_one_is_active_and_check_finds_nothing(
    world: World, steps: list[tuple[str, Any, date]]
) -> None:
    [(serial,)] = world.sql("SELECT count(*) FROM person")
    duf = f"9924{serial:06d}00"
    world.person(duf, name="PRØVENDE, STEG")
    for what, which, day in steps:
        try:
            _do(world, duf, what, which, day)
        except Refused:
            continue
        except NotFound:
            continue
        active = [t for t in world.case(duf).terminations if not t.deleted]
        assert len(active) <= 1
    found = [str(s) for s in check_register(world.register, actor())]
    assert all("er utenfor programmet" in text for text in found), found


def _do(world: World, duf: str, what: str, which: Any, day: date) -> None:
    register = world.register
    match what:
        case "register":
            apply_change(
                register, actor(), duf, RegisterTermination(which, day, None), confirmed=True
            )
        case "edit":
            apply_change(register, actor(), duf, EditTermination(which, day, None), confirmed=True)
        case "delete":
            apply_change(register, actor(), duf, DeleteTermination())
        case "decide":
            end = date.fromordinal(day.toordinal() + 40)
            world.decide(which, day, end, duf, confirmed=True)
        case "annul":
            decisions = world.case(duf).decisions
            if which < len(decisions) and decisions[which].id is not None:
                apply_change(register, actor(), duf, AnnulDecision(decisions[which].id or 0))
