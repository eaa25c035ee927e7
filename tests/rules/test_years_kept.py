"""How long a person is kept, and which fact the fifteen years count from (forskriften §§ 60-61)."""

from dataclasses import replace
from datetime import date

import pytest

from rules.code_lists import Completeness, DecisionKind, EventKind
from rules.facts import CaseFacts, Decision, Termination
from rules.retention import counted_from, retention
from tests.rules.build import (
    day,
    decided,
    event,
    facts,
    leave,
    maybe,
    measure,
    participation,
    termination,
)

AS_OF = day("09.12.2024")
STARTED = participation("18.03.2024")  # the deadline is 18.09.2024
STOP = decided(DecisionKind.PERMANENT_STOP, "02.05.2021")
MOVE = event(EventKind.MOVED, "03.05.2021")
ENDED = (termination("helse", "04.05.2021"), termination("helse", "01.04.2021"))

COUNTED: list[tuple[CaseFacts, tuple[Termination, ...], str | None, str | None, str]] = [
    # case, history, registered, the day and what it is
    (facts(), (), None, None, "nothing to count from"),
    (facts(STARTED), (), None, "programstart 18.03.2024", "programme start"),
    (
        facts(STARTED, measure("17.03.2024", None)),
        *((), None),
        *("første tiltak 17.03.2024", "the first measure, where it is earlier"),
    ),
    (
        facts(STARTED, measure("19.03.2024", None)),
        *((), None),
        *("programstart 18.03.2024", "programme start, where that is"),
    ),
    (
        facts(measure("19.03.2024", None), measure("17.03.2024", None)),
        *((), None),
        *("første tiltak 17.03.2024", "of several measures the first, whatever their order"),
    ),
    (
        facts(STARTED, settled=day("01.01.2020")),
        *((), None),
        *("programstart 18.03.2024", "before the settlement, though that is earlier"),
    ),
    (
        facts(settled=day("01.01.2020"), stored_start_deadline=day("01.06.2021")),
        (),
        *("01.01.2019", "bosetting 01.01.2020", "the settlement before what comes after it"),
    ),
    (
        facts(known=Completeness.REPORT, stored_start_deadline=day("01.06.2021")),
        ENDED,
        *("01.01.2019", "avslutning i NIR-rapport 01.04.2021", "of a report the termination"),
    ),
    (
        facts(STOP, stored_start_deadline=day("01.06.2023")),
        ENDED,
        *("01.01.2019", "frist for oppstart, regnet tilbake 01.06.2021", "less 24 months"),
    ),
    (
        facts(STOP, stored_start_deadline=day("01.06.2023"), start_deadline_months=12),
        ENDED,
        *("01.01.2019", "frist for oppstart, regnet tilbake 01.06.2022", "less its own months"),
    ),
    (facts(STOP, MOVE), ENDED, "05.05.2021", "første avslutning 01.04.2021", "the earliest"),
    (facts(STOP, MOVE), (), "05.05.2021", "første vedtak 02.05.2021", "the earliest"),
    (facts(MOVE), ENDED[:1], "05.05.2021", "første hendelse 03.05.2021", "the earliest"),
    (facts(MOVE), ENDED[:1], "02.05.2021", "første registrering 02.05.2021", "the earliest"),
    (
        facts(replace(STOP, annulled=True), MOVE),
        (),
        *("05.05.2021", "første hendelse 03.05.2021", "annulled decisions do not count"),
    ),
]


@pytest.mark.parametrize(("case", "history", "registered", "counts", "why"), COUNTED)
def test_the_fact_that_the_years_count_from(
    case: CaseFacts,
    history: tuple[Termination, ...],
    registered: str | None,
    counts: str | None,
    why: str,
) -> None:
    found = counted_from(case, history, maybe(registered))
    assert (found and f"{found[1]} {found[0]:%d.%m.%Y}") == counts, why


def kept(case: CaseFacts, as_of: date = AS_OF) -> tuple[str, str] | None:
    found = retention(case, (), None, as_of)
    return (f"{found.kept_until:%d.%m.%Y}", str(found.because)) if found else None


def test_a_person_is_kept_fifteen_years() -> None:
    assert kept(facts(STARTED)) == ("18.03.2039", "programstart 18.03.2024")
    assert kept(facts(settled=day("29.02.2024"))) == ("28.02.2039", "bosetting 29.02.2024")
    assert kept(facts()) is None


def test_never_before_the_completion_deadline() -> None:
    """9771 days of leave, to the end of 2050, move the deadline past the fifteen years."""
    long, short = leave("01.04.2024", "31.12.2050"), leave("01.04.2024", "31.12.2030")
    assert kept(facts(STARTED, long)) == ("20.06.2051", "frist for gjennomføring 20.06.2051")
    assert kept(facts(STARTED, short)) == ("18.03.2039", "programstart 18.03.2024")


@pytest.mark.parametrize(
    ("starts", "until", "because"),
    [
        ("01.05.2024", "18.03.2039", "programstart 18.03.2024"),
        ("18.09.2024", "18.03.2039", "programstart 18.03.2024"),
        ("19.09.2024", "19.09.2039", "nytt program 19.09.2024"),
        ("01.02.2030", "01.02.2045", "nytt program 01.02.2030"),
    ],
)
def test_a_programme_that_begins_after_the_deadline_counts_from_its_start(
    starts: str, until: str, because: str
) -> None:
    """This rule is the register's own (ours)."""
    assert kept(facts(STARTED, participation(starts))) == (until, because)


def test_a_participation_without_any_day_is_no_later_programme() -> None:
    bare = Decision(DecisionKind.PARTICIPATION)
    assert kept(facts(STARTED, bare)) == ("18.03.2039", "programstart 18.03.2024")
