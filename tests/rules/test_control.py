"""The yearly control: its year, who has no measure, what was registered late."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from rules.code_lists import ControlCheck, DecisionKind, TerminationKind
from rules.control import (
    attendance_of,
    control_year,
    first_registered,
    is_registered_late,
    lacks_measure,
)
from rules.facts import CaseFacts, Decision, Termination
from tests.rules.build import computed, day, facts, leave, maybe, measure, participation


@pytest.mark.parametrize(
    ("today", "year"),
    [
        ("01.01.2027", 2026),
        ("28.02.2027", 2026),
        ("01.03.2027", 2026),
        ("02.03.2027", 2027),
        ("31.12.2027", 2027),
    ],
)
def test_until_the_first_of_march_it_is_of_the_year_before(today: str, year: int) -> None:
    assert control_year(day(today)) == year


@pytest.mark.parametrize(
    ("ended", "registered", "late"),
    [
        ("15.03.2024", "15.05.2024", False),
        ("15.03.2024", "16.05.2024", True),
        ("31.12.2023", "29.02.2024", False),
        ("31.12.2023", "01.03.2024", True),
        ("15.03.2024", "01.03.2024", False),
    ],
)
@pytest.mark.law("integreringsforskriften § 58")
def test_a_municipality_has_two_months(ended: str, registered: str, late: bool) -> None:
    assert is_registered_late(day(ended), day(registered)) is late


BEGUN = participation("01.06.2023")
STOP = Decision(DecisionKind.TEMPORARY_STOP, day("01.03.2024"), day("01.03.2024"))


@pytest.mark.parametrize(
    ("case", "deadline", "ended", "lacks"),
    [
        (facts(), "01.06.2025", None, False),
        (facts(BEGUN), "01.06.2025", None, True),
        (facts(BEGUN), None, None, True),
        (facts(replace(BEGUN, annulled=True)), "01.06.2025", None, False),
        # The last day counts, and so does the first.
        (facts(BEGUN), "01.01.2024", None, True),
        (facts(BEGUN), "31.12.2023", None, False),
        (facts(BEGUN), "01.06.2025", "01.01.2024", True),
        (facts(BEGUN), "01.06.2025", "31.12.2023", False),
        (facts(participation("31.12.2024")), "01.06.2026", None, True),
        (facts(participation("01.01.2025")), "01.06.2026", None, False),
        # A measure touches the year with one day.
        (facts(BEGUN, measure("01.12.2024", None)), "01.06.2025", None, False),
        (facts(BEGUN, measure("31.12.2024", None)), "01.06.2025", None, False),
        (facts(BEGUN, measure("01.01.2025", None)), "01.06.2025", None, True),
        (facts(BEGUN, measure("01.07.2023", "01.01.2024")), "01.06.2025", None, False),
        (facts(BEGUN, measure("01.07.2023", "31.12.2023")), "01.06.2025", None, True),
        # Leave and temporary stop excuse their own days only.
        (facts(BEGUN, leave("01.12.2023", "01.02.2025")), "01.06.2025", None, False),
        (facts(BEGUN, leave("01.12.2023", "30.12.2024")), "01.06.2025", None, True),
        (facts(BEGUN, leave("02.01.2024", "31.12.2024")), "01.06.2025", None, True),
        (facts(BEGUN, leave("01.12.2023", "29.02.2024"), STOP), "01.06.2025", None, False),
        (facts(BEGUN, leave("01.12.2023", "28.02.2024"), STOP), "01.06.2025", None, True),
        (facts(BEGUN, leave("01.12.2023", None)), "01.06.2025", None, False),
        (facts(BEGUN, leave("01.12.2023", "01.06.2024")), "01.06.2024", None, False),
        (facts(BEGUN, replace(STOP, annulled=True)), "01.06.2025", None, True),
    ],
)
def test_who_has_no_measure_in_2024(
    case: CaseFacts, deadline: str | None, ended: str | None, lacks: bool
) -> None:
    attendance = replace(attendance_of(case, maybe(deadline)), ended=maybe(ended))
    assert lacks_measure(attendance, 2024) is lacks


def test_a_termination_ends_the_attendance() -> None:
    ended = facts(BEGUN, active=computed("flyttet", "31.12.2023"))
    assert attendance_of(ended, day("01.06.2025")).ended == day("31.12.2023")


def row(number: int, registered: int, deleted: int | None = None, **given: object) -> Termination:
    """Return a row registered, and perhaps deleted, on days of January."""

    def moment(number: int) -> datetime:
        return datetime(2024, 1, number, 9, tzinfo=UTC)

    found = Termination(
        TerminationKind.ORDINARY, "arbeid", date(2024, 1, 1), "4204-MABE", moment(registered)
    )
    if deleted is not None:
        found = replace(found, deleted_by="4204-MABE", deleted_at=moment(deleted))
    return replace(found, id=number, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("history", "first"),
    [
        ([row(1, 3)], 1),
        # Edited twice.
        ([row(3, 9), row(2, 5, 9), row(1, 3, 5)], 1),
        # Edited twice in one second.
        ([row(3, 5), row(2, 5, 5), row(1, 3, 5)], 1),
        # The engine's row was superseded, or its `flyttet` edited: the municipality's own counts.
        ([row(2, 9), row(1, 3, 9, registered_by="Regelmotor")], 2),
        # Deleted and registered again: another registration.
        ([row(2, 9), row(1, 3, 5)], 2),
        # An undo of a deletion, and of an edit.
        ([row(2, 9, restores=1), row(1, 3, 5)], 1),
        ([row(4, 9, restores=2), row(3, 7, 9), row(2, 5, 7), row(1, 3, 5)], 1),
        # Undone, and edited since.
        ([row(3, 11), row(2, 9, 11, restores=1), row(1, 3, 5)], 1),
        # Another user deleted it at the moment when this one was registered.
        ([row(2, 9), row(1, 3, 9, deleted_by="4204-ANNE")], 2),
    ],
)
def test_edits_and_undo_do_not_count_as_registrations(
    history: list[Termination], first: int
) -> None:
    assert first_registered(history[0], history).id == first


def test_the_checks_are_ten() -> None:
    assert len(ControlCheck) == 10
    assert sum(check.is_of_today for check in ControlCheck) == 4
