"""A case as bars over the same days."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from nir_tui.presentation.time_line import Span, case_spans, time_line
from tests.rules.build import facts, leave, measure, participation

DAY = date(2024, 1, 1)


def test_a_case_shows_what_was_decided_until_when_and_where_today_is() -> None:
    case = facts(
        participation("10.01.2024"),
        leave("01.03.2024", "31.03.2024"),
        measure("01.02.2024", "30.06.2024"),
    )
    assert [span.text for span in case_spans(case, date(2024, 7, 1))] == [
        "Deltakelse  10.01.2024 -",
        "Norskopplæring  01.02.2024 - 30.06.2024",
        "Permisjon  01.03.2024 - 31.03.2024",
        "Frist for gjennomføring  10.08.2024",
        "I dag  01.07.2024",
    ]


def test_a_case_without_days_has_no_line() -> None:
    assert case_spans(facts(), DAY) == [] and time_line([], 40) == []


def test_bars_begin_and_end_at_their_days() -> None:
    year = [Span("a", DAY, DAY + timedelta(100)), Span("b", DAY + timedelta(50), None)]
    assert [bar for _text, bar in time_line(year, 11)] == ["███████████", "     ██████"]


_spans = st.builds(
    lambda start, days: Span(
        "x", DAY + timedelta(start), None if days is None else DAY + timedelta(start + days)
    ),
    st.integers(0, 4000),
    st.one_of(st.none(), st.integers(0, 2000)),
)


@given(st.lists(_spans, min_size=1, max_size=9), st.integers(10, 120))
def test_every_bar_is_seen_and_fits(spans: list[Span], width: int) -> None:
    drawn = time_line(spans, width)
    assert len(drawn) == len(spans)
    for text, bar in drawn:
        assert len(text) <= width and 1 <= len(bar) <= width and "█" in bar
    first = min(spans, key=lambda span: span.start)
    assert drawn[spans.index(first)][1].startswith("█")
