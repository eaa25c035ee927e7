"""Properties that hold for every case."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from rules.code_lists import ENGINE, DecisionKind
from rules.deadlines import completion_deadline
from rules.engine import compute, reconcile
from rules.facts import Decision, Termination
from tests.hypothesis_profiles import examples
from tests.rules import second_reading as naive
from tests.rules.build import termination
from tests.rules.test_second_reading import DAYS, as_facts, cases

AT = datetime(2024, 1, 1, tzinfo=UTC)


@settings(max_examples=examples(500), deadline=None)
@given(cases, DAYS)
def test_the_engine_twice_changes_nothing(case: naive.PlainCase, as_of: date) -> None:
    facts = as_facts(case)
    added = reconcile(compute(facts, as_of), None).add
    if added:
        active = Termination(added.kind, added.reason, added.date, ENGINE, AT)
        again = replace(facts, active=active)
        assert not reconcile(compute(again, as_of), active)


@settings(max_examples=examples(500), deadline=None)
@given(cases, DAYS)
def test_a_municipalitys_termination_silences_it(case: naive.PlainCase, as_of: date) -> None:
    active = termination("ukjent", "01.01.2024")
    facts = replace(as_facts(case), active=active)
    assert not reconcile(compute(facts, as_of), active)


@settings(max_examples=examples(500), deadline=None)
@given(cases, DAYS, DAYS)
def test_an_extension_never_makes_a_deadline_earlier(
    case: naive.PlainCase, as_of: date, end: date
) -> None:
    facts = as_facts(case)
    before = completion_deadline(facts, as_of)
    extension = Decision(DecisionKind.EXTENSION, None, None, end)
    after = completion_deadline(replace(facts, decisions=(*facts.decisions, extension)), as_of)
    assert (before is None) == (after is None)
    if before and after:
        assert after.day >= before.day


@settings(max_examples=examples(300), deadline=None)
@given(cases, DAYS, st.integers(0, 100))
def test_no_computed_termination_is_dated_after_today(
    case: naive.PlainCase, as_of: date, later: int
) -> None:
    computed = compute(as_facts(case), as_of).computed
    assert computed is None or computed.date <= as_of
