"""Boundaries of dates and numbers: the value on the boundary, and the value just past it."""

from decimal import Decimal

import pytest

from rules.date_limits import check_date_limits
from rules.duf_number import check_digits, has_valid_check
from rules.findings import Field
from rules.termination_checks import Proposal, check_edit, check_registration, outside_programme
from tests.rules.build import computed, day, facts, participation, termination

AS_OF = day("09.12.2024")
STARTED = participation("18.03.2024", "18.03.2024")  # the deadline is 18.09.2024

POSSIBLE_DAYS = [
    # day, whether it is plausible (ours: 1900-2100)
    ("31.12.1899", False),
    ("01.01.1900", True),
    ("31.12.2100", True),
    ("01.01.2101", False),
]


@pytest.mark.parametrize(("on", "possible"), POSSIBLE_DAYS)
def test_days_lie_from_1900_to_2100_both_years_inside(on: str, possible: bool) -> None:
    found = [(one.field, one.is_warning) for one in check_date_limits((Field.START, day(on)))]
    assert found == ([] if possible else [(Field.START, False)])


def test_of_several_days_each_one_that_cannot_be_is_named() -> None:
    found = check_date_limits(
        (Field.START, day("01.01.1899")), (Field.DATE, None), (Field.END, day("01.01.2101"))
    )
    assert [one.field for one in found] == [Field.START, Field.END]


CHECK_DIGITS = [
    # Domain, DUF number: the weights 4,6,3,2,4,6,3,2,7,5, modulo 11, each worked out by hand.
    ("1987123456", "07", "194 is 17 times 11 and 7: the second digit has its weight too"),
    ("1000000000", "04", "the first digit alone"),
    ("0100000000", "06", "the second"),
    ("0010000000", "03", "the third"),
    ("0000000001", "05", "the last"),
    ("0000000000", "00", "nothing"),
    ("0400000002", "01", "34 is three times 11 and 1: two digits, the first a nought"),
    ("1010000010", "03", "14 is 11 and 3"),
    ("1100000000", "10", "the largest that is left over"),
]


@pytest.mark.parametrize(("first_ten", "digits", "why"), CHECK_DIGITS)
def test_the_check_digits_of_a_number_from_whatever_year(
    first_ten: str, digits: str, why: str
) -> None:
    assert check_digits(first_ten) == digits, why
    assert has_valid_check(first_ten + digits)
    assert not has_valid_check(first_ten + "99")


def test_check_digits_are_of_ten_digits_no_more_no_less() -> None:
    for count in (9, 11):
        with pytest.raises(ValueError, match="zip"):
            check_digits("1" * count)


INSIDE_THE_PROGRAMME = [
    # Domain, What a municipality may do: from the start to the deadline, both inclusive.
    ("17.03.2024", False),
    ("18.03.2024", True),
    ("18.09.2024", True),
    ("19.09.2024", False),
]


@pytest.mark.parametrize(("on", "inside"), INSIDE_THE_PROGRAMME)
def test_a_termination_that_stands_lies_inside_on_the_first_day_and_the_last(
    on: str, inside: bool
) -> None:
    standing = facts(STARTED, active=termination("helse", on))
    says = outside_programme(standing, AS_OF)
    assert (says is None) is inside
    assert says is None or str(says) == (
        f"Avslutningsdatoen {on} er utenfor programmet (18.03.2024 - 18.09.2024)"
    )


MOVED = facts(STARTED, active=computed("flyttet", "01.09.2024"))
RUNS_ON = facts(participation("18.03.2024"), active=computed("flyttet", "01.09.2024"))
NO_DATE, NO_REASON = "Avslutningsdato må fylles ut", "Avslutningsårsak må fylles ut"

WITHOUT_A_DATE = [
    # reason, hours, errors beside the missing date: all are named at once
    (None, None, [NO_DATE, NO_REASON]),
    ("xyz", None, [NO_DATE, "«xyz» er ikke en avslutningsårsak"]),
    ("arbeid", None, [NO_DATE, "Antall timer arbeid per uke må fylles ut for «Arbeid»"]),
    ("arbeid", Decimal(30), [NO_DATE]),
    ("flyttet", Decimal(30), [NO_DATE, "«Flyttet» skal ikke ha antall timer arbeid per uke"]),
]


@pytest.mark.parametrize(("reason", "hours", "errors"), WITHOUT_A_DATE)
def test_an_error_stands_beside_a_missing_date(
    reason: str | None, hours: Decimal | None, errors: list[str]
) -> None:
    wanted = Proposal(reason, None, hours)
    for found in (check_registration(MOVED, wanted, AS_OF), check_edit(MOVED, wanted, AS_OF)):
        assert [str(one.text) for one in found if not one.is_warning] == errors
        assert len(found) == len(errors)


EDITED_DAYS = [
    # The engine's `flyttet`, its reason kept: from the programme start to today, both included.
    ("17.03.2024", ["Avslutningsdatoen 17.03.2024 er før programstart 18.03.2024"]),
    ("18.03.2024", []),
    ("09.12.2024", []),
    ("10.12.2024", ["Avslutningsdatoen 10.12.2024 er etter i dag, 09.12.2024"]),
    ("31.12.1899", ["Datoen 31.12.1899 er ikke mellom 01.01.1900 og 31.12.2100"]),
]


@pytest.mark.parametrize(("on", "errors"), EDITED_DAYS)
def test_an_edit_that_keeps_the_reason_goes_from_the_start_to_today(
    on: str, errors: list[str]
) -> None:
    found = check_edit(MOVED, Proposal("flyttet", day(on)), AS_OF)
    assert [str(one.text) for one in found] == errors


def test_where_something_is_refused_nothing_is_warned_of() -> None:
    """Without the error there would be a warning: the participation continues after the date."""
    refused = check_registration(RUNS_ON, Proposal("xyz", day("01.09.2024")), AS_OF)
    assert [one.is_warning for one in refused] == [False]
    allowed = check_registration(RUNS_ON, Proposal("helse", day("01.09.2024")), AS_OF)
    assert [one.is_warning for one in allowed] == [True]
