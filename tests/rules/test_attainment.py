"""Goal attainment against figures worked by hand; groups from the guide's tables 11-13."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.attainment import attainment
from rules.code_lists import Group
from rules.reasons import REASONS, reasons_of

BY_HAND = [
    pytest.param(
        # 3 + 1 work, 2 both, 1 higher, 1 upper secondary, 4 other: 12. Not counted: two emigrated.
        {
            "arbeid": 3,
            "arbeid-lonnstilskudd": 1,
            "arbeid-vgo": 2,
            "fagskole": 1,
            "vgo-yrkesfag": 1,
            "helse": 1,
            "ikke-registrert": 3,
            "utvandret": 2,
        },
        12,
        {
            Group.WORK: (4, 4 / 12),
            Group.WORK_AND_EDUCATION: (2, 2 / 12),
            Group.HIGHER_EDUCATION: (1, 1 / 12),
            Group.UPPER_SECONDARY: (1, 1 / 12),
            Group.OTHER: (4, 4 / 12),
            Group.NOT_COUNTED: (2, None),
        },
        id="a municipality's year",
    ),
    pytest.param(
        {"dod": 2, "mistet-rett": 1, "avvist-program": 4},
        0,
        {group: (7 if group is Group.NOT_COUNTED else 0, None) for group in Group},
        id="nobody in the basis: no shares",
    ),
    pytest.param(
        {"flyttet": 1, "permanent-stans": 1},
        2,
        {
            **dict.fromkeys(Group, (0, 0.0)),
            Group.OTHER: (2, 1.0),
            Group.NOT_COUNTED: (0, None),
        },
        id="moved and stopped are in the basis",
    ),
]


@pytest.mark.law(
    "brukerveiledningen avsnitt 11",
    "brukerveiledningen avsnitt 12",
    "brukerveiledningen avsnitt 13",
)
@pytest.mark.parametrize(("counts", "denominator", "expected"), BY_HAND)
def test_shares_worked_by_hand(
    counts: dict[str, int], denominator: int, expected: dict[Group, tuple[int, float | None]]
) -> None:
    found = attainment(counts)
    assert found.denominator == denominator
    assert {g.group: (g.count, g.share) for g in found.groups} == expected
    assert [g.group for g in found.groups] == list(Group), "the guide's order"


@given(st.dictionaries(st.sampled_from(list(REASONS)), st.integers(0, 1000)))
def test_shares_add_up_and_nobody_is_lost(counts: dict[str, int]) -> None:
    found = attainment(counts)
    assert found.total == sum(counts.values())
    shares = [g.share for g in found.groups if g.share is not None]
    assert not shares or sum(shares) == pytest.approx(1)


def test_every_reason_is_in_one_group() -> None:
    assert sorted(r for group in Group for r in reasons_of(group)) == sorted(REASONS)
