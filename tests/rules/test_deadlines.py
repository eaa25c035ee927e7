"""Both deadlines, each case with its source."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rules.code_lists import Completeness, DecisionKind, Goal, Law
from rules.deadline_steps import Step
from rules.deadlines import completion_deadline, start_deadline
from rules.facts import Decision
from tests.rules.build import day, decided, extended, extension, facts, leave, participation

NEW = "integreringsloven"
OLD = "introduksjonsloven"

DURATIONS = [
    # offered, start, goal, as of, deadline, source
    (OLD, "01.02.2019", None, "01.01.2025", "01.02.2021", "introduksjonsloven § 5"),
    (NEW, "18.03.2024", "arbeid-med-vgo", "09.12.2024", "18.09.2024", "§ 13 2021: six months"),
    (NEW, "18.03.2024", "hoyere-utdanning-med-vgo", "09.12.2024", "18.09.2024", "§ 13 2021"),
    (NEW, "18.03.2024", "rekvalifisering-med-vgo", "09.12.2024", "18.09.2024", "§ 13 2021"),
    (
        NEW,
        "18.03.2024",
        "fullfore-vgo-under-25",
        "09.12.2024",
        "18.03.2027",
        "§ 13 2021: three years",
    ),
    (NEW, "18.03.2024", "fullfore-vgo-over-25", "09.12.2024", "18.03.2027", "§ 13 2021"),
    (NEW, "18.03.2024", "fullfore-fagopplaring", "09.12.2024", "18.03.2027", "§ 13 2021"),
    (NEW, "18.03.2024", "arbeid-uten-vgo", "09.12.2024", "18.03.2026", "§ 13 2021: two years"),
    (NEW, "18.03.2024", "grunnskole", "09.12.2024", "18.03.2026", "§ 13 2021"),
    (NEW, "18.03.2024", "deler-av-vgo", "09.12.2024", "18.03.2026", "§ 13 2021"),
    (
        NEW,
        "01.01.2025",
        "deler-av-vgo",
        "31.12.2025",
        "01.01.2027",
        "before 2026 the law was the old",
    ),
    (NEW, "01.01.2025", "deler-av-vgo", "01.01.2026", "01.01.2028", "§ 14 2026: offered from 2025"),
    (
        NEW,
        "31.12.2024",
        "deler-av-vgo",
        "01.01.2026",
        "31.12.2026",
        "§ 14 2026: offered before 2025",
    ),
    (
        NEW,
        "01.01.2025",
        "fullfore-vgo-over-25",
        "01.01.2026",
        "01.01.2029",
        "§ 14 2026: four years",
    ),
    (
        NEW,
        "01.01.2025",
        "fullfore-fagopplaring",
        "01.01.2026",
        "01.01.2030",
        "§ 14 2026: five years",
    ),
    (
        NEW,
        "01.01.2025",
        "arbeid-med-vgo",
        "01.01.2026",
        "01.07.2025",
        "other goals: from 2026 only",
    ),
    (NEW, "01.01.2026", "arbeid-med-vgo", "01.01.2026", "01.01.2027", "§§ 13-14 2026: one year"),
    (
        NEW,
        "01.01.2026",
        "arbeid-med-vgo",
        "31.12.2025",
        "01.07.2026",
        "as of 2025 the law was the old",
    ),
    (NEW, "01.01.2026", "arbeid-uten-vgo", "01.01.2026", "01.01.2028", "§§ 13-14 2026: two years"),
    (
        NEW,
        "31.08.2023",
        "arbeid-med-vgo",
        "01.01.2025",
        "29.02.2024",
        "the month's end (relativedelta)",
    ),
]


@pytest.mark.law(
    "integreringsloven § 13",
    "integreringsloven § 14",
    "introduksjonsloven § 5",
    "integreringsforskriften § 75",
    "integreringsforskriften § 76",
    "brukerveiledningen avsnitt 1",
)
@pytest.mark.parametrize(("law", "start", "goal", "as_of", "deadline", "source"), DURATIONS)
def test_the_programme_lasts_as_long_as_the_law_says(
    law: str, start: str, goal: str | None, as_of: str, deadline: str, source: str
) -> None:
    case = facts(participation(start), law=Law(law), goal=Goal(goal) if goal else None)
    found = completion_deadline(case, day(as_of))
    assert found is not None
    assert found.day == day(deadline), source


@pytest.mark.law("integreringsforskriften § 76")
def test_offered_is_the_day_of_the_decision_not_the_first_day() -> None:
    case = facts(participation("15.01.2026", decided="20.12.2025"))
    found = completion_deadline(case, day("01.02.2026"))
    assert found is not None
    assert found.day == day("15.07.2026")


def test_the_first_participation_counts_annulled_ones_do_not() -> None:
    case = facts(
        participation("01.06.2024"),
        participation("18.03.2024"),
        replace(participation("01.01.2023"), annulled=True),
    )
    found = completion_deadline(case, day("09.12.2024"))
    assert found is not None
    assert found.day == day("18.09.2024")


def test_its_to_date_plays_no_part() -> None:
    found = completion_deadline(facts(participation("18.03.2024", "01.05.2024")), day("09.12.2024"))
    assert found is not None
    assert found.day == day("18.09.2024")


def test_without_decision_or_goal_there_is_none() -> None:
    assert completion_deadline(facts(), day("09.12.2024")) is None
    assert (
        completion_deadline(facts(participation("18.03.2024"), goal=None), day("09.12.2024"))
        is None
    )
    old = facts(participation("18.03.2019"), goal=None, law=Law.INTRODUKSJONSLOVEN)
    assert completion_deadline(old, day("09.12.2024")) is not None


EXTENSIONS = [
    ([extension("01.12.2024")], "01.12.2024", "the latest end, where it is later than the base"),
    ([extension("01.12.2024"), extension("01.11.2024")], "01.12.2024", "they do not add up"),
    ([extension("01.06.2024")], "18.09.2024", "never shortens"),
    ([extension("18.03.2025")], "18.03.2025", "the cap itself is inside (§ 13: six months)"),
    ([extension("19.03.2025")], "18.03.2025", "stops at the cap"),
    ([extension("01.12.2024", annulled=True)], "18.09.2024", "annulled counts for nothing"),
    ([extension(None)], "18.09.2024", "without an end it says nothing"),
    # 01.04.2024-30.04.2024 are 30 calendar days with more than ten working days.
    ([leave("01.04.2024", "30.04.2024")], "18.10.2024", "leave on top (forskriften § 17)"),
    (
        [leave("01.04.2024", "30.04.2024"), extension("01.12.2024")],
        "01.12.2024",
        "an extension's own date holds the leave before it was decided",
    ),
    ([leave("02.04.2024", "03.04.2024")], "20.09.2024", "before 2026 there is no threshold (§ 19)"),
    ([leave("01.04.2024", "30.04.2024"), leave("15.04.2024", "30.04.2024")], "18.10.2024", "once"),
    ([leave("01.03.2024", "30.04.2024")], "01.11.2024", "from the programme start on: 44 days"),
    ([leave("19.09.2024", "30.11.2024")], "18.09.2024", "begins after the deadline: nothing"),
    ([leave("18.09.2024", "17.10.2024")], "18.10.2024", "begins on it: all its days"),
    ([leave("01.04.2024", None)], "18.09.2024", "without an end adds nothing yet"),
    ([decided(DecisionKind.TEMPORARY_STOP, "01.04.2024")], "18.09.2024", "a stop moves nothing"),
]


@pytest.mark.law("integreringsloven § 13")
@pytest.mark.parametrize(("more", "deadline", "why"), EXTENSIONS)
def test_extension_and_leave(more: list[object], deadline: str, why: str) -> None:
    case = facts(participation("18.03.2024"), *more)  # type: ignore[arg-type]
    found = completion_deadline(case, day("09.12.2024"))
    assert found is not None
    assert found.day == day(deadline), why


def reckoned(*decisions: Decision, goal: Goal = Goal.PRIMARY_SCHOOL) -> date:
    found = completion_deadline(facts(*decisions, goal=goal), day("09.12.2026"))
    assert found is not None
    return found.day


START_2021 = participation("15.11.2021")
WHERE_LEAVE_MEETS_EXTENSION = [
    # Domain, Leave and Extension: each worked out by hand there.
    (
        (START_2021, leave("01.03.2022", "30.12.2022"), leave("15.01.2024", "14.04.2024")),
        "15.12.2024",
        "the second leave begins before the deadline as the first has made it",
    ),
    (
        (START_2021, leave("01.03.2022", "08.06.2022"), extended("23.02.2025", "01.02.2024")),
        "23.02.2025",
        "leave before the decision raises the cap",
    ),
    (
        (START_2021, leave("01.03.2022", "08.06.2022"), extended("24.02.2025", "01.02.2024")),
        "23.02.2025",
        "and no later than that",
    ),
    (
        (START_2021, leave("01.08.2023", "31.08.2023"), extended("15.05.2024", "01.06.2023")),
        "15.06.2024",
        "leave after the decision comes on top",
    ),
    (
        (START_2021, leave("01.01.2024", "31.01.2024")),
        "15.11.2023",
        "a leave after the deadline does not count",
    ),
]


@pytest.mark.law("integreringsloven § 13")
@pytest.mark.parametrize(("decisions", "deadline", "why"), WHERE_LEAVE_MEETS_EXTENSION)
def test_where_leave_meets_extension(
    decisions: tuple[Decision, ...], deadline: str, why: str
) -> None:
    assert reckoned(*decisions) == day(deadline), why


def test_the_cap_is_added_in_one_step() -> None:
    """31.08.2023 with 6 + 6 months: 31.08.2024, not 28.08."""
    case = facts(participation("31.08.2023"), goal=Goal.WORK_HAS_UPPER_SECONDARY)
    found = completion_deadline(case, day("01.01.2024"))
    assert found is not None and found.base == day("29.02.2024")
    assert found.latest_extension(day("01.01.2024")) == day("31.08.2024")


@pytest.mark.law("introduksjonsloven § 5")
def test_introduksjonsloven_has_no_threshold() -> None:
    for start, first, last, deadline in (
        ("30.04.2019", "03.02.2020", "07.02.2020", "05.05.2021"),
        ("30.04.2025", "02.02.2026", "06.02.2026", "05.05.2027"),
    ):
        case = facts(
            participation(start), leave(first, last), law=Law.INTRODUKSJONSLOVEN, goal=None
        )
        found = completion_deadline(case, day("01.01.2028"))
        assert found is not None and found.day == day(deadline)


IN_2026 = [
    # forskriften § 19 as of 2026-01-01: Mon-Fri, no public holidays; which days are added.
    ([leave("05.01.2026", "16.01.2026")], 0, "ten working days add nothing"),
    ([leave("05.01.2026", "19.01.2026")], 15, "eleven add all calendar days"),
    ([leave("05.01.2026", "09.01.2026"), leave("02.02.2026", "06.02.2026")], 0, "ten in two"),
    (
        [leave("05.01.2026", "09.01.2026"), leave("02.02.2026", "09.02.2026")],
        5 + 8,
        "with the eleventh, those of the earlier leave count too",
    ),
    ([leave("22.12.2025", "05.01.2026")], 10, "the ten calendar days of 2025"),
    ([leave("01.12.2025", "12.12.2025")], 12, "days of 2025 count without a threshold"),
    (
        [leave("01.12.2025", "12.12.2025"), leave("02.02.2026", "02.02.2026")],
        12 + 1,
        "days of earlier years are part of the ten",
    ),
]


@pytest.mark.law("integreringsforskriften § 19", "integreringsforskriften § 10")
@pytest.mark.parametrize("as_of", ["09.12.2025", "09.12.2026"])
@pytest.mark.parametrize(("leaves", "added", "why"), IN_2026)
def test_the_threshold_of_2026_goes_by_the_day_of_the_leave(
    leaves: list[Decision], added: int, why: str, as_of: str
) -> None:
    """The day computed for makes no difference."""
    case = facts(participation("15.06.2025"), *leaves, goal=Goal.WORK_LACKS_UPPER_SECONDARY)
    found = completion_deadline(case, day(as_of))
    assert found is not None
    assert found.day == day("15.06.2027") + timedelta(days=added), why


@pytest.mark.law("integreringsforskriften § 17")
def test_weekends_and_holidays_alone_are_no_working_days_however_many() -> None:
    """§ 19 counts working days; sixty-two calendar days of weekends contain none."""
    saturdays = [day("03.01.2026") + timedelta(weeks=week) for week in range(31)]
    weekends = [
        Decision(DecisionKind.LEAVE, None, first, first + timedelta(days=1)) for first in saturdays
    ]
    assert reckoned(participation("18.03.2025"), *weekends) == day("18.03.2027")


CAPS = [
    # law, offered and begun, goal, base, latest extension, source
    (OLD, "01.02.2019", None, "01.02.2021", "01.02.2022", "introduksjonsloven § 5: 24 + 12"),
    (NEW, "18.03.2024", "arbeid-med-vgo", "18.09.2024", "18.03.2025", "§ 13 2021: 6 + 6"),
    (NEW, "18.03.2024", "fullfore-vgo-over-25", "18.03.2027", "18.03.2028", "§ 13 2021: 36 + 12"),
    (NEW, "18.03.2024", "fullfore-fagopplaring", "18.03.2027", "18.03.2028", "§ 13 2021: 36 + 12"),
    (NEW, "18.03.2024", "grunnskole", "18.03.2026", "18.03.2027", "§ 13 2021: 24 + 12"),
    (NEW, "18.03.2024", "deler-av-vgo", "18.03.2026", "18.03.2027", "§ 13 2021: 24 + 12"),
    (NEW, "01.02.2025", "deler-av-vgo", "01.02.2028", "01.02.2029", "§ 14 2026: 36 + 12"),
    (NEW, "01.02.2025", "fullfore-vgo-under-25", "01.02.2029", "01.02.2030", "§ 14 2026: 48 + 12"),
    (NEW, "01.02.2025", "fullfore-fagopplaring", "01.02.2030", "01.02.2030", "§ 14 2026: 60 + 0"),
    (NEW, "01.02.2026", "arbeid-uten-vgo", "01.02.2028", "01.02.2028", "§§ 13-14 2026: 24 + 0"),
    (NEW, "01.02.2026", "grunnskole", "01.02.2028", "01.02.2028", "§§ 13-14 2026: 24 + 0"),
    (NEW, "01.02.2026", "rekvalifisering-med-vgo", "01.02.2027", "01.02.2027", "2026: 12 + 0"),
]


@pytest.mark.law("integreringsloven § 13", "integreringsloven § 14", "introduksjonsloven § 5")
@pytest.mark.parametrize(("law", "offered", "goal", "base", "latest", "source"), CAPS)
def test_how_far_an_extension_may_reach(
    law: str, offered: str, goal: str | None, base: str, latest: str, source: str
) -> None:
    """An extension to the year 2090 stops at the cap, and adds nothing if none is allowed."""
    case = facts(
        participation(offered),
        extension("01.01.2090"),
        law=Law(law),
        goal=Goal(goal) if goal else None,
    )
    found = completion_deadline(case, day("01.06.2026"))
    assert found is not None
    assert (found.base, found.latest_extension(day(base)), found.day) == (
        *(day(base), day(latest), day(latest)),
    ), source


SOURCES = [
    (OLD, "01.02.2019", None, "introduksjonsloven § 5"),
    (
        NEW,
        "18.03.2024",
        "arbeid-med-vgo",
        "integreringsloven § 13 andre ledd andre punktum (til og med 31.12.2025)",
    ),
    (
        NEW,
        "18.03.2024",
        "fullfore-vgo-over-25",
        "integreringsloven § 13 tredje og fjerde ledd (til og med 31.12.2025)",
    ),
    (
        NEW,
        "18.03.2024",
        "deler-av-vgo",
        "integreringsloven § 13 tredje og fjerde ledd (til og med 31.12.2025)",
    ),
    (
        NEW,
        "01.02.2025",
        "deler-av-vgo",
        "integreringsloven § 14 fjerde ledd første punktum (fra 01.01.2026)",
    ),
    (
        NEW,
        "01.02.2025",
        "fullfore-vgo-under-25",
        "integreringsloven § 14 fjerde ledd andre punktum (fra 01.01.2026)",
    ),
    (
        NEW,
        "01.02.2025",
        "fullfore-fagopplaring",
        "integreringsloven § 14 femte ledd (fra 01.01.2026)",
    ),
    (NEW, "01.02.2026", "grunnskole", "integreringsloven § 14 sjette ledd (fra 01.01.2026)"),
    (NEW, "01.02.2026", "arbeid-med-vgo", "integreringsloven § 13 tredje ledd (fra 01.01.2026)"),
]


def cited(step: Step) -> str:
    return str(step.source).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(("law", "offered", "goal", "source"), SOURCES)
def test_the_reckoning_names_its_source(
    law: str, offered: str, goal: str | None, source: str
) -> None:
    case = facts(participation(offered), law=Law(law), goal=Goal(goal) if goal else None)
    found = completion_deadline(case, day("01.06.2026"))
    assert found is not None
    assert source in [cited(step) for step in found.steps]


def test_no_extension_at_all_under_the_rules_of_2026_for_work() -> None:
    case = facts(participation("01.02.2026"), extension("01.03.2027"))
    found = completion_deadline(case, day("01.02.2026"))
    assert found is not None
    assert found.day == found.base == found.latest_extension(found.day) == day("01.02.2027")


def test_the_steps_tell_of_each_leave_once() -> None:
    leaves = leave("01.04.2024", "30.04.2024"), leave("15.04.2024", "10.05.2024")
    found = completion_deadline(facts(participation("18.03.2024"), *leaves), day("09.12.2024"))
    assert found is not None
    assert [str(step.text) for step in found.steps][-3:] == [
        "Permisjon 01.04.2024 - 10.05.2024: 40 kalenderdager, 27 virkedager",
        "Permisjoner som overlapper, er slått sammen: hver dag telles én gang",
        "Permisjonen legges til, 40 kalenderdager: siste dag er 28.10.2024",
    ]


def test_the_steps_tell_how_it_came_about() -> None:
    found = completion_deadline(
        facts(participation("18.03.2024"), extension("01.12.2024")), day("09.12.2024")
    )
    assert found is not None
    assert [(str(step.text), step.day, cited(step)) for step in found.steps] == [
        (
            "Første vedtak om deltakelse gjelder fra 18.03.2024",
            day("18.03.2024"),
            "brukerveiledningen avsnitt 1",
        ),
        (
            "Sluttmål: Arbeid - person har utdanning på videregående nivå fra før",
            None,
            "brukerveiledningen avsnitt 1",
        ),
        (
            "6 måneder fra 18.03.2024: siste dag er 18.09.2024",
            day("18.09.2024"),
            "integreringsloven § 13 andre ledd andre punktum (til og med 31.12.2025)",
        ),
        (
            "Utvidet deltakelse til 01.12.2024, vedtatt 18.09.2024: innenfor 18.03.2025, som er "
            "det lengste loven gir",
            day("01.12.2024"),
            "integreringsloven § 13 andre ledd andre punktum (til og med 31.12.2025), § 13 femte "
            "ledd (til og med 31.12.2025); registerets valg",
        ),
    ]


def test_no_stored_day_is_too_far_for_the_arithmetic() -> None:
    far = leave("01.04.2024", "31.12.9999")
    found = completion_deadline(facts(participation("18.03.2024"), far), day("09.12.2024"))
    assert found is not None and found.day.year == 9999
    latest = completion_deadline(facts(participation("31.12.9999")), day("09.12.2024"))
    assert latest is not None and latest.day == day("31.12.9999")


@pytest.mark.law("integreringsloven § 8", "introduksjonsloven § 2")
def test_the_start_deadline_is_two_years_after_settlement_or_what_is_stored() -> None:
    settled = facts(settled=day("26.09.2022"))
    stored = facts(settled=day("26.09.2022"), stored_start_deadline=day("01.03.2025"))
    other_setting = facts(settled=day("26.09.2022"), start_deadline_months=12)
    found = [start_deadline(case) for case in (settled, stored, other_setting)]
    assert [deadline.day for deadline in found if deadline] == [
        day("26.09.2024"),
        day("01.03.2025"),
        day("26.09.2023"),
    ]
    assert start_deadline(facts()) is None


def test_known_from_a_report_only_the_deadline_is_the_reported_one() -> None:
    case = facts(
        participation("18.03.2024"), known=Completeness.REPORT, reported_deadline=day("01.08.2024")
    )
    found = completion_deadline(case, day("09.12.2024"))
    assert found is not None
    assert (found.day, str(found.steps[0].text)) == (
        day("01.08.2024"),
        "Oppgitt av NIR: 01.08.2024",
    )
