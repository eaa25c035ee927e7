"""Statistics of a register, compared with counts from the report."""

import pytest

from models.list_filter import ListFilter
from models.lists.goal_attainment import goal_attainment
from models.lists.pages import list_page
from models.lists.sort_order import Order
from models.storage.register import Register
from rules.code_lists import Group, Law
from rules.reasons import REASONS
from tests.case_builder import TODAY


@pytest.mark.parametrize(
    "list_filter",
    [
        ListFilter(),
        ListFilter(law=Law.INTRODUKSJONSLOVEN),
        ListFilter(municipality="4204", years=(2024,)),
        ListFilter(municipality="3024"),
        ListFilter(years=(2022, 2023)),
        ListFilter(years=(1999,)),
    ],
)
def test_the_statistics_count_what_the_report_lists(
    demo: Register, list_filter: ListFilter
) -> None:
    lines = list_page(demo, list_filter, Order(), TODAY)
    found = goal_attainment(demo, list_filter, TODAY)
    groups = [REASONS[line.reason or ""].group for line in lines]
    assert {g.group: g.count for g in found.attainment.groups} == {
        group: groups.count(group) for group in Group
    }
    assert found.attainment.denominator == len(lines) - groups.count(Group.NOT_COUNTED)
    assert found.needs_correction == sum(line.needs_correction for line in lines)
    years = {line.date.year for line in lines if line.date}
    assert set(found.years) == (set(list_filter.years) or years)


def test_what_needs_correction_is_counted_in_its_group(demo: Register) -> None:
    list_filter = ListFilter(reasons=("ikke-registrert",))
    found = goal_attainment(demo, list_filter, TODAY)
    [other] = [g for g in found.attainment.groups if g.group is Group.OTHER]
    assert other.count == found.needs_correction > 0
