"""The explanation names the extension that the deadline comes from."""

import pytest

from rules.code_lists import Goal
from rules.deadline_steps import deciding_extension
from rules.deadlines import Deadline, completion_deadline
from rules.facts import Decision
from tests.rules.build import day, extended, facts, leave, participation

START = participation("15.11.2021")  # base 15.11.2023, longest 15.11.2024

DECIDING: list[tuple[list[Decision], tuple[str, str] | None, str]] = [
    # extensions and leave, the deciding extension as (last day, decided), why
    ([], None, "there is none"),
    ([extended("15.11.2023", "01.06.2023")], None, "it ends with the base: the base decides"),
    ([extended("14.11.2023", "01.06.2023")], None, "it ends before the base"),
    ([extended("16.11.2023", "01.06.2023")], ("16.11.2023", "01.06.2023"), "a day past the base"),
    (
        [extended("15.02.2024", "01.06.2023"), extended("15.05.2024", "01.05.2023")],
        ("15.05.2024", "01.05.2023"),
        "the later one, though it was decided first",
    ),
    (
        [extended("15.05.2024", "01.05.2023"), extended("15.02.2024", "01.06.2023")],
        ("15.05.2024", "01.05.2023"),
        "in whatever order they stand",
    ),
    (
        [extended("01.12.2024", "01.06.2023"), extended("01.01.2025", "01.05.2023")],
        ("01.01.2025", "01.05.2023"),
        "both past the cap, so both lead to it: the latest last day",
    ),
    (
        [extended("15.05.2024", "01.06.2023"), extended("15.05.2024", "01.05.2023")],
        ("15.05.2024", "01.06.2023"),
        "the same last day: decided last",
    ),
    (
        [extended("15.05.2024", "01.05.2023"), extended("15.05.2024", "01.06.2023")],
        ("15.05.2024", "01.06.2023"),
        "in whatever order they stand",
    ),
    (
        [
            extended("15.05.2024", "01.09.2023"),
            extended("15.04.2024", "01.06.2023"),
            leave("01.08.2023", "31.08.2023"),
        ],
        ("15.04.2024", "01.06.2023"),
        "31 days of leave after it was decided carry it to 16.05.2024, past the other's 15.05.2024",
    ),
]


def found(things: list[Decision]) -> Deadline:
    case = facts(START, *things, goal=Goal.PRIMARY_SCHOOL)
    deadline = completion_deadline(case, day("01.03.2024"))
    assert deadline is not None
    return deadline


@pytest.mark.parametrize(("things", "decides", "why"), DECIDING)
def test_which_of_several_extensions_decides(
    things: list[Decision], decides: tuple[str, str] | None, why: str
) -> None:
    programme = found(things).programme
    assert programme is not None
    named = deciding_extension(programme)
    assert (named and (named.end, named.decided)) == (
        decides and (day(decides[0]), day(decides[1]))
    ), why


NAMED = [
    (
        [extended("01.12.2024", "01.06.2023"), extended("01.01.2025", "01.05.2023")],
        "Utvidet deltakelse til 01.01.2025, vedtatt 01.05.2023: teller til 15.11.2024, 36 måneder "
        "fra 15.11.2021",
    ),
    (
        [extended("15.05.2024", "01.06.2023"), extended("15.05.2024", "01.05.2023")],
        "Utvidet deltakelse til 15.05.2024, vedtatt 01.06.2023: innenfor 15.11.2024, som er det "
        "lengste loven gir",
    ),
    (
        [extended("15.11.2024", "01.06.2023")],
        "Utvidet deltakelse til 15.11.2024, vedtatt 01.06.2023: innenfor 15.11.2024, som er det "
        "lengste loven gir",
    ),
]


@pytest.mark.parametrize(("things", "text"), NAMED)
def test_the_explanation_names_that_one_and_no_other(things: list[Decision], text: str) -> None:
    says = [str(step.text) for step in found(things).steps]
    assert [line for line in says if line.startswith("Utvidet")] == [text]


def test_an_extension_that_is_not_needed_is_not_named() -> None:
    says = [str(step.text) for step in found([extended("15.11.2023", "01.06.2023")]).steps]
    assert [line for line in says if line.startswith("Utvidet")] == []


def test_leave_before_and_after_the_decision_are_two_steps() -> None:
    """Leave before the decision raises the cap; leave after it comes on top (domain, Extension)."""
    before, after = leave("01.03.2022", "08.06.2022"), leave("01.12.2023", "31.12.2023")
    steps = found([extended("01.01.2026", "01.09.2023"), before, after]).steps
    assert [(str(step.text), step.day) for step in steps][-2:] == [
        (
            "Utvidet deltakelse til 01.01.2026, vedtatt 01.09.2023: teller til 23.02.2025, 36 "
            "måneder fra 15.11.2021 og 100 kalenderdager permisjon til og med vedtaksdagen",
            day("23.02.2025"),
        ),
        (
            "Permisjon etter at utvidelsen ble vedtatt, legges til, 31 kalenderdager: siste dag er "
            "26.03.2025",
            day("26.03.2025"),
        ),
    ]
