"""The rules agree with a second, naive implementation on thousands of random cases."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from rules.code_lists import Category, DecisionKind, EventKind, Goal, Law
from rules.deadlines import completion_deadline, start_deadline
from rules.engine import compute
from rules.facts import CaseFacts, Decision, Event
from rules.place import Place
from tests.hypothesis_profiles import examples
from tests.rules import second_reading as naive

DAY_ZERO = date(2023, 6, 1)
DAYS = st.integers(0, 1300).map(lambda n: DAY_ZERO + timedelta(days=n))
MAYBE_DAY = st.none() | DAYS
PLACES = st.sampled_from([None, "4204", "4223", "3201"])


@st.composite
def decisions(draw: st.DrawFn) -> naive.PlainDecision:
    kind = draw(st.sampled_from([str(kind) for kind in DecisionKind]))
    decided, start = draw(MAYBE_DAY), draw(MAYBE_DAY)
    if decided is None and start is None:
        decided = draw(DAYS)
    length = draw(st.none() | st.integers(0, 500))
    end = (start or DAY_ZERO) + timedelta(days=length) if length is not None else None
    return naive.PlainDecision(kind, draw(st.integers(0, 5)) == 0, decided, start, end)


events = st.builds(
    naive.PlainEvent,
    kind=st.sampled_from([str(kind) for kind in EventKind]),
    date=DAYS,
    moved_from=PLACES,
    moved_to=PLACES,
)

cases = st.builds(
    naive.PlainCase,
    law=st.sampled_from([str(law) for law in Law]),
    goal=st.none() | st.sampled_from([str(goal) for goal in Goal]),
    decisions=st.lists(decisions(), max_size=5).map(tuple),
    events=st.lists(events, max_size=2).map(tuple),
    category_ended=st.none() | DAYS,
    start_deadline=st.none() | DAYS,
    settled=st.none() | DAYS,
)


def as_facts(case: naive.PlainCase) -> CaseFacts:
    return CaseFacts(
        law=Law(case.law),
        category=Category.RIGHT,
        goal=Goal(case.goal) if case.goal else None,
        category_ended=case.category_ended,
        settled=case.settled,
        stored_start_deadline=case.start_deadline,
        decisions=tuple(
            Decision(DecisionKind(d.kind), d.date, d.start, d.end, d.annulled)
            for d in case.decisions
        ),
        events=tuple(
            Event(EventKind(e.kind), e.date, _place(e.moved_from), _place(e.moved_to))
            for e in case.events
        ),
    )


def _place(number: str | None) -> Place | None:
    return Place(number, number, number) if number else None


@settings(max_examples=examples(3000), deadline=None)
@given(cases, DAYS)
def test_the_program_and_the_second_reading_agree(case: naive.PlainCase, as_of: date) -> None:
    facts = as_facts(case)
    completion, start = completion_deadline(facts, as_of), start_deadline(facts)
    computed = compute(facts, as_of).computed
    assert (completion.day if completion else None) == naive.completion_deadline(case, as_of)
    assert (start.day if start else None) == naive.start_deadline(case)
    found = (computed.reason, computed.date) if computed else None
    assert found == naive.computed_termination(case, as_of)
