"""With and without a decision, end goal, measure, termination: exact rows and exact counts."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.cases.case import load_context, stream_cases
from models.changes.apply_change import apply_change
from models.changes.programme import AnnulDecision, DeleteMeasure
from models.list_filter import ListFilter, Subject, all_persons
from models.list_rows.parts_mask import NO_MASK, masks_of
from models.lists.counts import count_list
from models.lists.pages import list_dufs
from models.lists.sort_order import Order
from models.storage.register import Register
from rules.case_parts import case_parts
from rules.code_lists import CasePart, DecisionKind
from tests.case_builder import DUF, TODAY, World, actor
from tests.hypothesis_profiles import examples
from tests.models.naive_search import finds

PARTS = st.lists(st.sampled_from(list(CasePart)), max_size=3).map(tuple)


@settings(
    max_examples=examples(60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(PARTS, PARTS, st.sampled_from([None, "4204"]), st.sampled_from(["", "a"]))
def test_any_combination_finds_what_reading_every_case_finds(
    demo: Register,
    present: tuple[CasePart, ...],
    absent: tuple[CasePart, ...],
    municipality: str | None,
    name: str,
) -> None:
    with demo.read():
        cases = list(stream_cases(load_context(demo)))
    wanted = {
        case.person.duf
        for case in cases
        if set(case_parts(case.facts)) >= set(present)
        and set(case_parts(case.facts)).isdisjoint(absent)
        and municipality in (None, case.person.municipality)
        and finds(name, case.person.name)
    }
    persons = ListFilter(
        Subject.PERSONS,
        None,
        municipality,
        name=name,
        with_parts=present,
        without_parts=absent,
    )
    assert set(list_dufs(demo, persons, Order("name"), TODAY)) == wanted
    assert count_list(demo, persons, TODAY).matching == len(wanted)


def test_a_report_is_filtered_too(demo: Register) -> None:
    report = ListFilter(without_parts=(CasePart.MEASURE,))
    dufs = list_dufs(demo, report, Order(), TODAY)
    assert 0 < len(dufs) == count_list(demo, report, TODAY).matching
    both = replace(report, with_parts=(CasePart.MEASURE,))
    assert count_list(demo, both, TODAY).matching == 0


def test_what_one_part_is_both_with_and_without_nobody_has() -> None:
    assert masks_of((CasePart.GOAL,), (CasePart.GOAL,)) == (NO_MASK,)
    assert len(masks_of((), ())) == 32


@pytest.mark.parametrize("part", [CasePart.DECISION, CasePart.MEASURE])
def test_the_count_follows_each_change(world: World, part: CasePart) -> None:
    lacks = replace(all_persons(), without_parts=(part,))

    def without() -> int:
        return count_list(world.register, lacks, TODAY).matching

    world.person(DUF)
    assert without() == 1
    decided = world.decide(DecisionKind.PARTICIPATION, date(2024, 2, 1))
    measured = world.measure(date(2024, 2, 1), None)
    assert without() == 0
    change = (
        AnnulDecision(decided.decisions[0].id or 0)
        if part is CasePart.DECISION
        else DeleteMeasure(measured.measures[0].id or 0)
    )
    apply_change(world.register, actor(), DUF, change, confirmed=True)
    assert without() == 1
