"""Lists: every combination of filters finds the same rows as filtering all rows in Python."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.collation import sort_key
from models.list_filter import ENGINE, MUNICIPALITY, ListFilter, Subject, all_persons
from models.lists.counts import count_deadlines, count_list, termination_years
from models.lists.list_kinds import PERSONS, REPORT
from models.lists.list_line import ListLine
from models.lists.list_reader import ListReader
from models.lists.pages import Anchor, list_dufs, list_page
from models.lists.sort_order import Order, first_order
from models.storage.register import Register
from rules.code_lists import Category, Goal, Law, Status
from rules.reasons import REASONS
from tests.case_builder import TODAY, World
from tests.hypothesis_profiles import examples
from tests.models.naive_search import finds, without

ORDERS = st.builds(Order, st.sampled_from([*REPORT.columns, "status", "deadline"]), st.booleans())
FILTERS = st.builds(
    ListFilter,
    subject=st.sampled_from(list(Subject)),
    law=st.sampled_from(list(Law)),
    municipality=st.sampled_from([None, None, "4204", "0301", "3201", "3024", "4601"]),
    district=st.sampled_from([None, None, None, "030103", "460101"]),
    categories=st.sampled_from([(), ("rett",), ("rett", "kan-tilbys")]),
    years=st.sampled_from([(), (), (2024,), (2022, 2023)]),
    reasons=st.sampled_from([(), (), ("arbeid",), ("ikke-registrert", "flyttet")]),
    registered_by=st.sampled_from(["all", "all", MUNICIPALITY, ENGINE]),
    duf=st.sampled_from(["", "9924", "0000 22", "77"]),
    name=st.sampled_from(["", "a", "Ø", "ALI", "hassan", "å s"]),
    needs_correction=st.sampled_from([False, False, True]),
    search=st.sampled_from(["", "99", "24 00", "fornøyde", "granitt FORN", "%", "_", "\\", "'"]),
    statuses=st.sampled_from([(), (), (Status.UNDER_WAY,), (Status.ENDED, Status.LACKS_GOAL)]),
    deadline_within=st.sampled_from([None, None, 0, 30, 400]),
)


DAYS = st.sampled_from([TODAY, date(2025, 12, 31), date(2026, 1, 1), date(2027, 7, 1)])


def by_hand(lines: list[ListLine], list_filter: ListFilter, as_of: date = TODAY) -> set[str]:
    """Return the DUF numbers that match, found by reading every row."""
    return {line.duf for line in lines if all(reading(line, list_filter, as_of))}


def reading(line: ListLine, list_filter: ListFilter, as_of: date) -> Iterator[bool]:
    is_report = list_filter.subject is Subject.ENDED
    digits = without(list_filter.search)
    baerum = {"3201": ("3201", "3024"), "3024": ("3201", "3024")}
    wanted = list_filter.municipality
    municipality = line.ended_municipality if is_report else line.municipality
    yield not wanted or municipality in baerum.get(wanted, (wanted,))
    district = line.ended_district if is_report else line.district
    yield not list_filter.district or district == list_filter.district
    yield not list_filter.categories or line.category in list_filter.categories
    yield not list_filter.years or (line.date is not None and line.date.year in list_filter.years)
    yield not list_filter.reasons or line.reason in list_filter.reasons
    yield list_filter.registered_by == "all" or line.by_engine == (
        list_filter.registered_by == ENGINE
    )
    yield list_filter.duf.replace(" ", "") in line.duf
    yield finds(list_filter.name, line.name)
    yield line.needs_correction or not list_filter.needs_correction
    yield not list_filter.statuses or line.status in list_filter.statuses
    if list_filter.deadline_within is not None:
        last = as_of + timedelta(days=list_filter.deadline_within)
        yield not line.reason and line.deadline is not None and as_of <= line.deadline <= last
    if digits.isdigit():
        yield digits in line.duf
    else:
        yield finds(list_filter.search, line.name)


@pytest.fixture
def changing(demo: Register) -> Register:
    """The demo register and six persons whose deadlines change with the law."""
    world = World(demo, demo.location)
    goals = (Goal.VOCATIONAL_TRAINING, Goal.PARTS_OF_UPPER_SECONDARY)
    for person in range(6):
        start = date(2025, 2, 3) + timedelta(days=20 * person)
        world.participant(
            start,
            goals[person % 2],
            duf=f"99250007771{person}",
            name=f"FORNØYDE, ALI{person}",
            municipality=("4204", "0301", "3201")[person % 3],
            settled=start - timedelta(days=60),
            as_of=start,
        )
    return demo


@pytest.fixture(params=["gathered", "walked"])
def either_plan(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Test both query plans: gather and sort the rows, or read them in index order.

    The demo register is so small that its rows are always gathered.
    """
    if request.param == "walked":
        monkeypatch.setattr("models.lists.query_plan.MAX_GATHERED_ROWS", -1)
        monkeypatch.setattr("models.lists.query_plan._A_SCREEN", 0)


@settings(
    max_examples=examples(300),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(FILTERS, DAYS)
@pytest.mark.usefixtures("either_plan")
def test_any_combination_of_filters_finds_what_reading_by_hand_finds(
    changing: Register, list_filter: ListFilter, as_of: date
) -> None:
    everybody = list_page(
        changing, ListFilter(list_filter.subject, list_filter.law), Order(), as_of
    )
    lines = list_page(changing, list_filter, Order(), as_of)
    assert {line.duf for line in lines} == by_hand(everybody, list_filter, as_of)
    counts = count_list(changing, list_filter, as_of)
    assert (counts.total, counts.matching) == (len(everybody), len(lines))
    assert counts.to_correct == sum(line.needs_correction for line in lines)


SEARCHES = st.one_of(
    st.text("aelnorstyæøå ,-’%'\"9240", min_size=1, max_size=4),
    st.sampled_from(
        [
            "fornøyde",
            "gran forn",
            "gran fo",
            "fornoeyde",
            "fornoyd",
            "9924",
            "99240000",
            "9924-00",
            "0 0",
        ]
    ),
)


@settings(
    max_examples=examples(300),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    subject=st.sampled_from(list(Subject)),
    law=st.sampled_from([None, *Law]),
    search=SEARCHES,
    narrowed=st.sampled_from(
        [{}, {"needs_correction": True}, {"statuses": (Status.NEEDS_CORRECTION,)}]
    ),
)
@pytest.mark.usefixtures("either_plan")
def test_a_text_alone_is_counted_without_reading_rows_and_finds_the_same(
    demo: Register, subject: Subject, law: Law | None, search: str, narrowed: dict[str, Any]
) -> None:
    everybody = list_page(demo, ListFilter(subject, law), Order(), TODAY)
    list_filter = ListFilter(subject, law, search=search, **narrowed)
    lines = list_page(demo, list_filter, Order(), TODAY)
    assert {line.duf for line in lines} == by_hand(everybody, list_filter)
    counts = count_list(demo, list_filter, TODAY)
    assert counts.matching == len(lines)
    assert counts.to_correct == sum(line.needs_correction for line in lines)


def key(line: ListLine, column: str) -> Any:
    """Return the sort key of a row for a column; a missing day comes after all days."""
    return {
        "duf": line.duf,
        "name": sort_key(line.name),
        "category": sort_key(Category(line.category).label),
        "goal": sort_key(Goal(line.goal).label) if line.goal else "",
        "reason": sort_key(REASONS[line.reason].label) if line.reason else "",
        "status": sort_key(Status(line.status).label),
        "date": line.date,
        "deadline": line.deadline,
    }[column]


COLUMNS = [
    *((ListFilter(), column) for column in REPORT.columns),
    *((all_persons(), column) for column in (*REPORT.columns, *PERSONS.columns[-2:])),
]


@pytest.mark.usefixtures("either_plan")
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize(("list_filter", "column"), COLUMNS)
def test_every_column_sorts_both_ways_ties_end_on_the_duf_number(
    demo: Register, list_filter: ListFilter, column: str, descending: bool
) -> None:
    lines = list_page(demo, list_filter, Order(column, descending), TODAY)
    expected = sorted(lines, key=lambda line: line.duf)
    if column == "reason":
        expected.sort(key=lambda line: line.date or date.min)
    filled = [line for line in expected if key(line, column) is not None]
    empty = [line for line in expected if key(line, column) is None]
    filled.sort(key=lambda line: key(line, column), reverse=descending)
    assert [line.duf for line in lines] == [line.duf for line in (*filled, *empty)]


def test_the_first_order_is_what_the_list_is_for() -> None:
    persons = all_persons()
    assert first_order(ListFilter()).column == "reason"
    assert first_order(persons).column == "name"
    assert first_order(replace(persons, deadline_within=30)).column == "deadline"
    assert first_order(replace(persons, needs_correction=True)).column == "name"


def test_the_deadlines_of_the_header_are_those_of_the_list(demo: Register) -> None:
    report = ListFilter(municipality="4204", years=(2024,), registered_by=ENGINE)
    soon = count_deadlines(demo, report, TODAY, 30)
    listed = ListFilter(Subject.PERSONS, report.law, "4204", deadline_within=30)
    assert soon == count_list(demo, listed, TODAY).matching > 0
    lines = list_page(demo, listed, first_order(listed), TODAY)
    assert all(line.status != Status.ENDED for line in lines)


def test_a_stored_deadline_is_the_one_of_the_day_it_is_read_for(demo: Register) -> None:
    """Formal education offered from 2025 on lasts longer when computed from 2026-01-01 on."""
    register_for_2025(demo)
    list_filter = ListFilter(Subject.PERSONS, None, duf="992500077701")
    before, after = date(2025, 12, 31), date(2026, 1, 1)
    [line] = list_page(demo, list_filter, Order("name"), before)
    assert line.completion_deadline == line.deadline == date(2028, 2, 3)
    [line] = list_page(demo, list_filter, Order("name"), after)
    assert line.completion_deadline == line.deadline == date(2030, 2, 3)


def register_for_2025(register: Register) -> None:
    world = World(register, register.location)
    world.participant(
        date(2025, 2, 3),
        Goal.VOCATIONAL_TRAINING,
        duf="992500077701",
        settled=date(2024, 12, 1),
        as_of=date(2025, 2, 3),
    )


def test_codes_are_ordered_by_their_full_labels(demo: Register) -> None:
    lines = list_page(demo, ListFilter(), Order("reason"), TODAY)
    labels = [sort_key(REASONS[line.reason or ""].label) for line in lines]
    assert labels == sorted(labels)


def test_pages_join_without_a_seam(demo: Register) -> None:
    order = Order("name", descending=True)
    whole = list_page(demo, ListFilter(), order, TODAY)
    pages = [list_page(demo, ListFilter(), order, TODAY, at, 17) for at in range(0, len(whole), 17)]
    assert [line for page in pages for line in page] == whole
    assert list_dufs(demo, ListFilter(), order, TODAY) == [line.duf for line in whole]


@settings(
    max_examples=examples(150),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    list_filter=FILTERS,
    order=ORDERS,
    offset=st.integers(0, 500),
    limit=st.integers(1, 60),
    known=st.integers(0, 500),
    as_of=DAYS,
)
def test_a_page_is_the_same_from_wherever_it_is_reached(
    changing: Register,
    list_filter: ListFilter,
    order: Order,
    offset: int,
    limit: int,
    known: int,
    as_of: date,
) -> None:
    """A page is read from the beginning, from the end, or from a known row in either direction."""
    whole = list_page(changing, list_filter, order, as_of)
    expected = whole[offset : offset + limit]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("models.lists.query_plan.MAX_GATHERED_ROWS", -1)
        patched.setattr("models.lists.query_plan._A_SCREEN", 0)
        assert list_page(changing, list_filter, order, as_of, offset, limit) == expected
        assert (
            list_page(changing, list_filter, order, as_of, offset, limit, total=len(whole))
            == expected
        )
        if whole:
            anchor = Anchor(known % len(whole), whole[known % len(whole)])
            assert (
                list_page(changing, list_filter, order, as_of, offset, limit, near=anchor)
                == expected
            )
        assert list_dufs(changing, list_filter, order, as_of) == [line.duf for line in whole]


@settings(
    max_examples=examples(150),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(FILTERS, ORDERS, st.integers(0, 400), DAYS)
def test_from_a_row_to_the_next_that_needs_correction_and_how_many_stand_before(
    changing: Register, list_filter: ListFilter, order: Order, known: int, as_of: date
) -> None:
    whole = list_page(changing, list_filter, order, as_of)
    if not whole:
        return
    here = known % len(whole)
    reader = ListReader(changing, list_filter, order, as_of)
    assert reader.position(whole[here]) == here
    expected = next((line for line in whole[here + 1 :] if line.needs_correction), None)
    assert reader.next_to_correct(whole[here]) == expected


def test_a_municipality_is_found_under_every_number_it_has_had(demo: Register) -> None:
    now = list_dufs(demo, ListFilter(municipality="3201"), Order(), TODAY)
    then = list_dufs(demo, ListFilter(municipality="3024"), Order(), TODAY)
    assert now == then
    assert "992200001432" in now


def test_years_are_those_there_are_newest_first(demo: Register) -> None:
    assert termination_years(demo, Law.INTEGRERINGSLOVEN) == [2024, 2023, 2022, 2021]


def test_the_other_law_is_another_report(demo: Register) -> None:
    list_filter = ListFilter(law=Law.INTRODUKSJONSLOVEN)
    assert count_list(demo, list_filter, TODAY).total == 86
    assert replace(list_filter, name="x").cleared() == list_filter


@pytest.mark.parametrize(
    ("in_order",),
    [
        (["Zahra", "Æsel", "Ødegård", "Åsen"],),
        (["Abel", "Berg", "Aasland"],),
        (["Duc", "Đuc x", "Eva"],),
        (["andersen", "BERG", "Çelik", "Dahl"],),
    ],
)
def test_norwegian_order(in_order: list[str]) -> None:
    turned = list(reversed(in_order))
    assert sorted(turned, key=sort_key) == in_order
