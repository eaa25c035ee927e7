"""The report: every combination of filters agrees with choosing by hand among all rows."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.database import Register
from models.lists.chosen import ENGINE, MUNICIPALITY, ListFilter
from models.lists.listing import ListLine, count_list, list_dufs, list_page, termination_years
from models.lists.order import REPORT_COLUMNS, Order
from models.norwegian import fold, sort_key
from nir_tui.labels import SHORT
from rules.codes import REASONS
from rules.programme import Category, Goal, Law
from tests.world import TODAY

FILTERS = st.builds(
    ListFilter,
    law=st.sampled_from(list(Law)),
    municipality=st.sampled_from([None, None, "4204", "0301", "3201", "3024", "4601"]),
    district=st.sampled_from([None, None, None, "030103", "460101"]),
    categories=st.sampled_from([(), ("rett",), ("rett", "kan-tilbys")]),
    years=st.sampled_from([(), (2024,), (2022, 2023)]),
    reasons=st.sampled_from([(), ("arbeid",), ("ikke-registrert", "flyttet")]),
    registered_by=st.sampled_from(["all", MUNICIPALITY, ENGINE]),
    duf=st.sampled_from(["", "9924", "0000 22", "77"]),
    name=st.sampled_from(["", "a", "Ø", "ALI", "hassan", "å s"]),
    needs_correction=st.booleans(),
    search=st.sampled_from(["", "99", "24 00", "fornøyde", "granitt FORN", "%", "_", "\\", "'"]),
)


def by_hand(lines: list[ListLine], chosen: ListFilter) -> set[str]:
    """Choose as a person would, reading every row."""
    return {line.duf for line in lines if all(reading(line, chosen))}


def reading(line: ListLine, chosen: ListFilter) -> Iterator[bool]:
    name, digits = fold(line.name), chosen.search.replace(" ", "")
    baerum = {"3201": ("3201", "3024"), "3024": ("3201", "3024")}
    wanted = chosen.municipality
    yield not wanted or line.municipality in baerum.get(wanted, (wanted,))
    yield not chosen.district or line.district == chosen.district
    yield not chosen.categories or line.category in chosen.categories
    yield not chosen.years or line.date.year in chosen.years
    yield not chosen.reasons or line.reason in chosen.reasons
    yield chosen.registered_by == "all" or line.by_engine is (chosen.registered_by == ENGINE)
    yield chosen.duf.replace(" ", "") in line.duf
    yield all(word in name for word in fold(chosen.name).split())
    yield line.needs_correction or not chosen.needs_correction
    if digits.isdigit():
        yield digits in line.duf
    else:
        yield all(word in name for word in fold(chosen.search).split())


@settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(FILTERS)
def test_any_combination_of_filters_finds_what_reading_by_hand_finds(
    demo: Register, chosen: ListFilter
) -> None:
    everybody = list_page(demo, ListFilter(law=chosen.law), Order(), TODAY)
    lines = list_page(demo, chosen, Order(), TODAY)
    assert {line.duf for line in lines} == by_hand(everybody, chosen)
    counts = count_list(demo, chosen, TODAY)
    assert (counts.total, counts.matching) == (len(everybody), len(lines))
    assert counts.to_correct == sum(line.needs_correction for line in lines)


def key(line: ListLine, column: str) -> object:
    return {
        "duf": line.duf,
        "name": sort_key(line.name),
        "category": sort_key(Category(line.category).label),
        "goal": sort_key(Goal(line.goal).label) if line.goal else "",
        "reason": sort_key(REASONS[line.reason].label),
        "date": line.date,
    }[column]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("column", REPORT_COLUMNS)
def test_every_column_sorts_both_ways_ties_end_on_the_duf_number(
    demo: Register, column: str, descending: bool
) -> None:
    lines = list_page(demo, ListFilter(), Order(column, descending), TODAY)
    by_duf = sorted(lines, key=lambda line: line.duf)
    if column == "reason":
        by_duf.sort(key=lambda line: line.date)
    expected = sorted(by_duf, key=lambda line: key(line, column), reverse=False)  # type: ignore[arg-type, return-value]
    if descending:
        expected = sorted(by_duf, key=lambda line: key(line, column), reverse=True)  # type: ignore[arg-type, return-value]
    assert [line.duf for line in lines] == [line.duf for line in expected]


def test_short_labels_sort_when_they_are_what_is_shown(demo: Register) -> None:
    lines = list_page(demo, ListFilter(), Order("reason", labels=SHORT), TODAY)
    shown = [sort_key(dict(SHORT.reasons)[line.reason]) for line in lines]
    assert shown == sorted(shown)


def test_pages_join_without_a_seam(demo: Register) -> None:
    order = Order("name", descending=True)
    whole = list_page(demo, ListFilter(), order, TODAY)
    pages = [list_page(demo, ListFilter(), order, TODAY, at, 17) for at in range(0, len(whole), 17)]
    assert [line for page in pages for line in page] == whole
    assert list_dufs(demo, ListFilter(), order, TODAY) == [line.duf for line in whole]


def test_a_municipality_is_found_under_every_number_it_has_had(demo: Register) -> None:
    now = list_dufs(demo, ListFilter(municipality="3201"), Order(), TODAY)
    then = list_dufs(demo, ListFilter(municipality="3024"), Order(), TODAY)
    assert now == then
    assert "992200001432" in now


def test_years_are_those_there_are_newest_first(demo: Register) -> None:
    assert termination_years(demo, Law.INTEGRERINGSLOVEN) == [2024, 2023, 2022, 2021]


def test_the_other_law_is_another_report(demo: Register) -> None:
    chosen = ListFilter(law=Law.INTRODUKSJONSLOVEN)
    assert count_list(demo, chosen, TODAY).total == 84
    assert replace(chosen, name="x").cleared() == chosen


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
