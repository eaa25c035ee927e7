"""The steps of a computed deadline: which there are, their days, and the law they rest on."""

import pytest

from rules import legal_sources as act
from rules import register_choices as choices
from rules.code_lists import Goal, Law
from rules.deadline_steps import Step, leave_sources
from rules.deadlines import completion_deadline, start_deadline
from rules.facts import Decision
from tests.rules.build import day, extended, facts, leave, participation

NEW, OLD = Law.INTEGRERINGSLOVEN, Law.INTRODUKSJONSLOVEN
START = participation("15.06.2025")


def steps(*leaves: Decision, law: Law = NEW) -> list[Step]:
    goal = Goal.WORK_LACKS_UPPER_SECONDARY if law is NEW else None
    found = completion_deadline(facts(START, *leaves, law=law, goal=goal), day("01.06.2026"))
    assert found is not None
    return [step for step in found.steps if "ermisjon" in str(step.text)]


WORDS = [
    # leaves, the texts of the last steps
    (["01.12.2025-01.12.2025"], ["1 kalenderdag, 1 virkedag", "1 kalenderdag: siste dag er 16.06"]),
    (["06.12.2025-07.12.2025"], ["2 kalenderdager, 0 virkedager", "2 kalenderdager: siste dag er"]),
    (
        ["05.01.2026-16.01.2026"],
        ["12 kalenderdager, 10 virkedager", "10 virkedager permisjon til sammen, ikke over 10"],
    ),
    (
        ["05.01.2026-19.01.2026"],
        [
            "15 kalenderdager, 11 virkedager",
            "11 virkedager permisjon til sammen, over 10: alle dagene legges til",
            "15 kalenderdager: siste dag er 30.06.2027",
        ],
    ),
    (
        ["31.12.2025-01.01.2026"],
        [
            "2 kalenderdager, 1 virkedag",
            "1 virkedag permisjon til sammen, ikke over 10: dager etter 31.12.2025 legger ikke noe",
            "1 kalenderdag: siste dag er 16.06.2027",
        ],
    ),
    (
        ["01.12.2025-05.12.2025", "02.02.2026-31.03.2026"],
        [
            "5 kalenderdager, 5 virkedager",
            "58 kalenderdager, 42 virkedager",
            "47 virkedager permisjon til sammen, over 10",
            "63 kalenderdager: siste dag er 17.08.2027",
        ],
    ),
]


@pytest.mark.parametrize(("leaves", "texts"), WORDS)
def test_each_leave_the_threshold_and_the_sum(leaves: list[str], texts: list[str]) -> None:
    found = steps(*(leave(*one.split("-")) for one in leaves))
    assert len(found) == len(texts)
    for step, text in zip(found, texts, strict=True):
        assert text in str(step.text)


@pytest.mark.parametrize(
    ("first", "last", "ours"),
    [
        ("31.12.2025", "31.01.2026", True),
        ("01.01.2026", "31.01.2026", False),
        ("01.12.2025", "31.01.2026", True),
    ],
)
def test_how_the_threshold_meets_earlier_days_is_a_choice_of_the_register(
    first: str, last: str, ours: bool
) -> None:
    [threshold] = [step for step in steps(leave(first, last)) if "til sammen" in str(step.text)]
    assert (choices.THRESHOLD_MEETS_EARLIER_LEAVE in threshold.sources) is ours


def test_of_several_leaves_the_first_says_whether_there_are_earlier_days() -> None:
    found = steps(leave("01.12.2025", "02.12.2025"), leave("02.02.2026", "31.03.2026"))
    [threshold] = [step for step in found if "til sammen" in str(step.text)]
    assert choices.THRESHOLD_MEETS_EARLIER_LEAVE in threshold.sources


def test_introduksjonsloven_and_leave_before_2026_have_no_step_about_a_threshold() -> None:
    for found in (
        steps(leave("02.02.2026", "31.03.2026"), law=OLD),
        steps(leave("01.12.2025", "31.12.2025")),
    ):
        assert len(found) == 2
        assert not [step for step in found if "til sammen" in str(step.text)]


SOURCES = [
    ("31.12.2025", "31.12.2025", [act.LEAVE_UNTIL_2026]),
    ("01.01.2026", "01.01.2026", [act.LEAVE_OF_2026]),
    ("31.12.2025", "01.01.2026", [act.LEAVE_UNTIL_2026, act.LEAVE_OF_2026]),
    ("01.12.2025", "30.12.2025", [act.LEAVE_UNTIL_2026]),
    ("01.12.2025", "31.01.2026", [act.LEAVE_UNTIL_2026, act.LEAVE_OF_2026]),
]


@pytest.mark.parametrize(("first", "last", "sources"), SOURCES)
def test_the_law_of_a_leave_is_the_one_of_its_days(
    first: str, last: str, sources: list[object]
) -> None:
    assert list(leave_sources(NEW, [(day(first), day(last))])) == sources


def test_where_the_month_is_too_short_it_is_said() -> None:
    for start, short in (("31.08.2023", True), ("29.08.2023", False), ("18.12.9999", False)):
        found = completion_deadline(facts(participation(start)), day("01.01.2024"))
        assert found is not None
        [said] = [str(step.text) for step in found.steps if "måneder fra" in str(step.text)]
        assert ("(måneden har ingen" in said) is short


def test_a_goal_has_a_step_and_its_absence_none() -> None:
    for case, count in (
        (facts(START), 3),
        (facts(START, law=OLD, goal=None), 2),
    ):
        found = completion_deadline(case, day("01.06.2026"))
        assert found is not None and len(found.steps) == count


def test_the_start_deadline_has_its_settlement_and_its_months_or_is_stored() -> None:
    reckoned = start_deadline(facts(settled=day("26.09.2022")))
    stored = start_deadline(facts(stored_start_deadline=day("01.03.2025")))
    assert reckoned is not None and stored is not None
    assert [step.day for step in reckoned.steps] == [day("26.09.2022"), day("26.09.2024")]
    assert [step.day for step in stored.steps] == [day("01.03.2025")]


CHOICES = [
    # an extension without leave, and with: how the two combine is a choice of the register
    ([extended("01.12.2024", "01.09.2024")], False),
    ([extended("01.12.2024", "01.09.2024"), leave("01.04.2024", "02.04.2024")], True),
]


@pytest.mark.parametrize(("things", "ours"), CHOICES)
def test_how_leave_meets_an_extension_is_a_choice_of_the_register(
    things: list[Decision], ours: bool
) -> None:
    found = completion_deadline(facts(participation("18.03.2024"), *things), day("09.12.2024"))
    assert found is not None
    assert (choices.LEAVE_MEETS_EXTENSION in found.steps[-1].sources) is ours
