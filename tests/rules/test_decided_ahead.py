"""Participation decided before an end, or too late for § 8: on the day, and one day off."""

from dataclasses import replace

import pytest

from rules.code_lists import DecisionKind, EventKind
from rules.early_decisions import check_participation, decided_ahead, ends_decided_ahead_of
from rules.facts import CaseFacts, Decision, Event
from tests.rules.build import day, decided, event, facts, leave, participation

END = "02.05.2024"
STOP, REJECTION = DecisionKind.PERMANENT_STOP, DecisionKind.REJECTION

AHEAD = [
    # starts, decided, whether it was decided before an end on 02.05.2024
    ("02.05.2024", "01.05.2024", True),
    ("01.05.2024", "01.05.2024", False),
    ("02.05.2024", "02.05.2024", False),
    ("02.09.2024", "02.05.2024", False),
    ("02.09.2024", "01.05.2024", True),
    ("02.09.2024", "20.12.2023", True),
    ("02.09.2024", "03.05.2024", False),
]
ENDS: list[tuple[Decision | Event, str]] = [
    (event(EventKind.MOVED, END), "flyttingen"),
    (event(EventKind.EMIGRATED, END), "utvandringen"),
    (decided(STOP, END), "permanent stans"),
    (decided(REJECTION, END), "avvisningen av program"),
]


@pytest.mark.parametrize(("starts", "on", "ahead"), AHEAD)
def test_decided_before_an_end_it_starts_on_or_after(starts: str, on: str, ahead: bool) -> None:
    again = participation(starts, decided=on)
    assert (decided_ahead(facts(again), day(END)) is again) is ahead
    for end, what in ENDS:
        found = ends_decided_ahead_of(facts(end), again)
        assert [(str(name), at) for name, at in found] == ([(what, day(END))] if ahead else [])


def test_death_is_no_end_that_a_participation_is_ahead_of() -> None:
    again = participation("02.09.2024", decided="01.05.2024")
    assert ends_decided_ahead_of(facts(event(EventKind.DIED, END)), again) == []


def test_an_end_without_a_day_or_a_participation_without_one_is_none() -> None:
    again = participation("02.09.2024", decided="01.05.2024")
    assert ends_decided_ahead_of(facts(Decision(STOP), Decision(REJECTION)), again) == []
    bare = Decision(DecisionKind.PARTICIPATION)
    assert ends_decided_ahead_of(facts(decided(STOP, END)), bare) == []
    assert decided_ahead(facts(bare), day(END)) is None


def test_an_annulled_end_is_none() -> None:
    again = participation("02.09.2024", decided="01.05.2024")
    annulled = replace(decided(STOP, END), annulled=True)
    assert ends_decided_ahead_of(facts(annulled), again) == []


def test_of_several_decided_ahead_the_one_that_starts_first() -> None:
    later = participation("02.09.2024", decided="20.12.2023")
    first = participation("03.06.2024", decided="01.05.2024")
    for case in (facts(later, first), facts(first, later)):
        assert decided_ahead(case, day(END)) is first


SETTLED = facts(settled=day("09.01.2022"))  # the start deadline is 09.01.2024
LATE = "Vedtaket er datert 10.01.2024, etter fristen for oppstart 09.01.2024"


def warned(case: CaseFacts, decision: Decision, replaces: Decision | None = None) -> list[str]:
    return [str(one.text) for one in check_participation(case, decision, replaces)]


def test_only_the_first_participation_is_measured_by_the_start_deadline() -> None:
    """§ 8 første ledd; a decision that replaces the only one is the first too."""
    late = participation("10.01.2024")
    stored = replace(participation("08.01.2024"), id=5)
    other = replace(participation("01.02.2023"), id=6)
    assert warned(SETTLED, late) == [LATE]
    assert warned(replace(SETTLED, decisions=(stored,)), late) == []
    assert warned(replace(SETTLED, decisions=(stored,)), late, stored) == [LATE]
    assert warned(replace(SETTLED, decisions=(stored, other)), late, stored) == []


def test_other_decisions_are_not_measured_by_it() -> None:
    assert warned(SETTLED, leave("10.01.2024", None)) == []
    assert warned(SETTLED, Decision(DecisionKind.PARTICIPATION)) == []
    assert warned(facts(), participation("10.01.2024")) == []
    assert warned(SETTLED, participation("09.01.2024")) == []
    assert warned(SETTLED, participation("08.01.2024")) == []
