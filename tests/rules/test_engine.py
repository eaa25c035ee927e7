"""The rule engine: every ground, their precedence, and reconciliation."""

from typing import Any

import pytest

from rules.code_lists import Completeness, DecisionKind, EventKind, Goal, Law, TerminationKind
from rules.deadlines import completion_deadline, start_deadline
from rules.engine import Computation, compute, extension_cures, needs_correction, reconcile
from rules.facts import CaseFacts
from tests.rules.build import (
    AALESUND,
    ASKER,
    BAERUM_2023,
    BAERUM_2024,
    BAERUM_ENDING,
    HARAM,
    KRISTIANSAND,
    VENNESLA,
    computed,
    day,
    decided,
    event,
    extension,
    facts,
    leave,
    participation,
    termination,
)

AS_OF = day("09.12.2024")
STOP, REJECT = DecisionKind.PERMANENT_STOP, DecisionKind.REJECTION
MOVED, GONE, DIED = EventKind.MOVED, EventKind.EMIGRATED, EventKind.DIED
AWAY = (KRISTIANSAND, VENNESLA)
LONG = Goal.UPPER_SECONDARY_OVER_25
BEGUN_2023 = participation("02.10.2023")
START = participation("02.09.2024")  # the deadline is 02.03.2025


def came_to(case: CaseFacts, as_of: str = "09.12.2024") -> tuple[str, str] | None:
    result = compute(case, day(as_of)).computed
    return (result.reason, f"{result.date:%d.%m.%Y}") if result else None


GROUNDS: list[tuple[CaseFacts, tuple[str, str] | None, str]] = [
    (facts(START), None, "under way"),
    (facts(START, event(DIED, "01.10.2024")), ("dod", "01.10.2024"), "guide 13"),
    (facts(START, event(DIED, "10.12.2024")), None, "dated after today does not hold"),
    (facts(event(DIED, "01.10.2024")), ("dod", "01.10.2024"), "died before the programme began"),
    (facts(START, event(GONE, "01.10.2024")), ("utvandret", "01.10.2024"), "guide 13"),
    (
        facts(START, event(GONE, "01.10.2024"), participation("01.11.2024")),
        None,
        "a participation decision on or after it lifts it",
    ),
    (
        facts(START, event(GONE, "01.10.2024"), participation("01.10.2024")),
        None,
        "the same day is on or after",
    ),
    (
        facts(START, event(GONE, "01.10.2024"), participation("01.03.2025")),
        None,
        "every stored fact counts, also one later than today",
    ),
    (facts(START, event(MOVED, "01.10.2024", AWAY)), ("flyttet", "01.10.2024"), "guide 13"),
    (
        facts(START, event(MOVED, "01.10.2024", (BAERUM_2023, BAERUM_2024))),
        None,
        "another number, the same municipality",
    ),
    (facts(START, event(MOVED, "01.10.2024", (KRISTIANSAND, KRISTIANSAND))), None, "within"),
    (
        facts(BEGUN_2023, event(MOVED, "01.01.2024", (AALESUND, HARAM)), goal=LONG),
        None,
        "a reform of the day is no move (ours)",
    ),
    (
        facts(BEGUN_2023, event(MOVED, "02.01.2024", (AALESUND, HARAM)), goal=LONG),
        ("flyttet", "02.01.2024"),
        "the day after it is",
    ),
    (
        facts(BEGUN_2023, event(MOVED, "01.01.2024", (BAERUM_ENDING, ASKER)), goal=LONG),
        ("flyttet", "01.01.2024"),
        "that day to another municipality is a move",
    ),
    (
        facts(START, event(GONE, "01.10.2024"), participation("01.11.2024", None, "30.09.2024")),
        ("utvandret", "01.10.2024"),
        "decided before the emigration: it says nothing of it (ours)",
    ),
    (
        facts(
            participation("09.01.2023"),
            participation("02.09.2024", None, "20.12.2023"),
            decided(STOP, "02.05.2024"),
            goal=LONG,
        ),
        ("permanent-stans", "02.05.2024"),
        "a second period decided before the stop does not lift it (ours)",
    ),
    (
        facts(
            participation("09.01.2023"),
            participation("02.09.2024", None, "02.05.2024"),
            decided(STOP, "02.05.2024"),
            goal=LONG,
        ),
        None,
        "decided on the day of the stop it does",
    ),
    (facts(START, event(MOVED, "01.09.2024", AWAY)), None, "had not begun"),
    (facts(START, event(MOVED, "02.09.2024", AWAY)), None, "began the day of the move: lifts it"),
    (facts(START, event(MOVED, "01.10.2024")), None, "unknown where from"),
    (facts(START, decided(REJECT, "01.10.2024")), ("avvist-program", "01.10.2024"), "guide 13"),
    (facts(decided(REJECT, "01.10.2024")), ("avvist-program", "01.10.2024"), "never began"),
    (
        facts(decided(REJECT, "01.10.2024"), participation("02.10.2024")),
        None,
        "a later participation lifts it (ours)",
    ),
    (
        facts(decided(REJECT, "01.10.2024"), participation("01.10.2024")),
        ("avvist-program", "01.10.2024"),
        "the same day does not",
    ),
    (facts(START, decided(STOP, "01.10.2024")), ("permanent-stans", "01.10.2024"), "guide 7"),
    (facts(START, decided(STOP, "01.01.2025")), None, "a stop to come"),
    (
        facts(category_ended=day("01.10.2024")),
        ("ikke-i-kategori", "01.10.2024"),
        "guide 13",
    ),
    (facts(START, category_ended=day("02.09.2024")), None, "whoever has started may finish (§ 9)"),
    (
        facts(START, category_ended=day("01.09.2024")),
        ("ikke-i-kategori", "01.09.2024"),
        "lost before the start",
    ),
    (
        facts(settled=day("26.09.2022")),
        ("utgatt-oppstartsfrist", "26.09.2024"),
        "no decision",
    ),
    (
        facts(participation("09.01.2023"), goal=None, settled=day("26.09.2022")),
        ("utgatt-oppstartsfrist", "26.09.2024"),
        "no end goal (guide section 3)",
    ),
    (
        facts(
            participation("09.01.2023"),
            goal=None,
            settled=day("26.09.2022"),
            law=Law.INTRODUKSJONSLOVEN,
        ),
        None,
        "the old law wants no goal; its two years end 09.01.2025",
    ),
    (facts(settled=day("09.12.2022")), None, "on the day of the deadline it has not passed"),
    (
        facts(settled=day("08.12.2022")),
        ("utgatt-oppstartsfrist", "08.12.2024"),
        "the day after it has",
    ),
    (facts(participation("09.06.2024")), None, "the deadline day is inside"),
    (
        facts(participation("08.06.2024")),
        ("ikke-registrert", "08.12.2024"),
        "guide section 1",
    ),
]


@pytest.mark.law(
    "integreringsloven § 3",
    "integreringsloven § 8",
    "integreringsloven § 9",
    "integreringsloven § 18",
    "integreringsloven § 18 a",
    "integreringsloven § 42",
    "integreringsforskriften § 44",
    "introduksjonsloven § 3",
    "introduksjonsloven § 7",
    "brukerveiledningen avsnitt 13",
)
@pytest.mark.parametrize(("case", "expected", "why"), GROUNDS)
def test_each_ground(case: CaseFacts, expected: tuple[str, str] | None, why: str) -> None:
    assert came_to(case) == expected, why


SAYS: list[tuple[CaseFacts, str, str]] = [
    (facts(START, event(DIED, "01.10.2024")), "dod", "Død 01.10.2024 ifølge Folkeregisteret"),
    (
        facts(START, event(GONE, "01.10.2024"), participation("01.11.2024")),
        "utvandret",
        "Utvandret 01.10.2024, men deltakelse fra 01.11.2024 er vedtatt 01.11.2024, ikke før den "
        "dagen",
    ),
    (
        facts(START, event(MOVED, "01.10.2024", AWAY)),
        "flyttet",
        "Flyttet 01.10.2024 fra Kristiansand til Vennesla ifølge Folkeregisteret, etter at "
        "programmet begynte 02.09.2024",
    ),
    (
        facts(event(MOVED, "01.10.2024", AWAY)),
        "flyttet",
        "Flyttet 01.10.2024, men ingen deltakelse er vedtatt",
    ),
    (
        facts(START, event(MOVED, "01.10.2024", (BAERUM_2023, BAERUM_2024))),
        "flyttet",
        "Flyttet 01.10.2024 innen Bærum",
    ),
    (
        facts(START, decided(REJECT, "01.10.2024")),
        "avvist-program",
        "Registrert at personen har avvist program 01.10.2024",
    ),
    (
        facts(START, decided(STOP, "01.10.2024"), participation("02.10.2024")),
        "permanent-stans",
        "Vedtak om permanent stans 01.10.2024, men deltakelse fra 02.10.2024 er vedtatt "
        "02.10.2024, ikke før den dagen",
    ),
    (
        facts(START, category_ended=day("01.10.2024")),
        "ikke-i-kategori",
        "Retten falt bort 01.10.2024, men programmet begynte 02.09.2024: den som har begynt, kan "
        "fullføre",
    ),
    (
        facts(settled=day("01.01.2020"), goal=None),
        "utgatt-oppstartsfrist",
        "Frist for oppstart 01.01.2022 er gått ut før 09.12.2024, og vedtak om deltakelse og "
        "sluttmål mangler",
    ),
    (
        facts(settled=day("01.01.2020")),
        "utgatt-oppstartsfrist",
        "Frist for oppstart 01.01.2022 er gått ut før 09.12.2024, og vedtak om deltakelse mangler",
    ),
    (
        facts(START, settled=day("01.01.2020"), goal=None),
        "utgatt-oppstartsfrist",
        "Frist for oppstart 01.01.2022 er gått ut før 09.12.2024, og sluttmål mangler",
    ),
    (
        facts(settled=day("01.01.2024")),
        "utgatt-oppstartsfrist",
        "Frist for oppstart 01.01.2026 er ikke gått ut per 09.12.2024",
    ),
    (
        facts(START),
        "ikke-registrert",
        "Frist for gjennomføring 02.03.2025 er ikke gått ut per 09.12.2024",
    ),
    (
        facts(participation("18.03.2024")),
        "ikke-registrert",
        "Frist for gjennomføring 18.09.2024 er gått ut før 09.12.2024 uten registrert avslutning",
    ),
]


@pytest.mark.parametrize(("case", "ground", "says"), SAYS)
def test_each_ground_says_why_it_holds_or_does_not(case: CaseFacts, ground: str, says: str) -> None:
    output = {found.reason: str(found.because) for found in compute(case, AS_OF).grounds}
    assert output[ground] == says


SAME_DAY: list[tuple[str, list[Any]]] = [
    ("dod", [event(DIED, "01.10.2024"), event(GONE, "01.10.2024"), decided(STOP, "01.10.2024")]),
    ("utvandret", [event(GONE, "01.10.2024"), event(MOVED, "01.10.2024", AWAY)]),
    ("flyttet", [event(MOVED, "01.10.2024", AWAY), decided(REJECT, "01.10.2024")]),
    ("avvist-program", [decided(REJECT, "01.10.2024"), decided(STOP, "01.10.2024")]),
]


@pytest.mark.law("brukerveiledningen avsnitt 13")
@pytest.mark.parametrize(("winner", "things"), SAME_DAY)
def test_on_the_same_day_the_order_of_the_grounds_decides(winner: str, things: list[Any]) -> None:
    for case in (facts(START, *things), facts(START, *reversed(things))):
        assert came_to(case) == (winner, "01.10.2024")


def test_the_earliest_day_wins_whatever_the_order_of_the_grounds() -> None:
    case = facts(
        participation("08.06.2024"), event(DIED, "09.12.2024"), decided(STOP, "02.12.2024")
    )
    assert came_to(case) == ("permanent-stans", "02.12.2024")


def test_a_permanent_stop_is_a_stop_all_others_are_ordinary() -> None:
    stop = compute(facts(START, decided(STOP, "01.10.2024")), AS_OF).computed
    died = compute(facts(START, event(DIED, "01.10.2024")), AS_OF).computed
    assert stop and stop.kind is TerminationKind.STOP
    assert died and died.kind is TerminationKind.ORDINARY


def test_a_municipalitys_termination_silences_it_and_the_explanation_says_so() -> None:
    case = facts(participation("08.06.2024"), active=termination("arbeid", "01.12.2024"))
    result = compute(case, AS_OF)
    assert result.computed is None
    assert result.silenced_by is case.active
    assert "Kommunen har registrert «Arbeid» 01.12.2024" in str(result.silent)
    assert not reconcile(result, case.active)


def test_known_from_a_report_only_it_neither_adds_nor_withdraws() -> None:
    active = computed("ikke-registrert", "01.10.2024")
    case = facts(known=Completeness.REPORT, settled=day("01.01.2020"), active=active)
    result = compute(case, AS_OF)
    assert not reconcile(result, active)
    assert "NIR-rapport" in str(result.silent)


def reconciled(case: CaseFacts) -> tuple[str | None, str | None]:
    steps = reconcile(compute(case, AS_OF), case.active)
    withdrawn = steps.withdraw.reason if steps.withdraw else None
    return withdrawn, steps.add.reason if steps.add else None


def test_reconciling_adds_withdraws_replaces_or_leaves_alone() -> None:
    passed = participation("08.06.2024")
    same = computed("ikke-registrert", "08.12.2024")
    earlier = computed("ikke-registrert", "01.12.2024")
    assert reconciled(facts(passed)) == (None, "ikke-registrert")
    assert reconciled(facts(passed, active=same)) == (None, None)
    assert reconciled(facts(passed, active=earlier)) == ("ikke-registrert", "ikke-registrert")
    assert reconciled(facts(START, active=same)) == ("ikke-registrert", None)


NEED = [
    (computed("ikke-registrert", "08.12.2024"), True),
    (computed("permanent-stans", "08.12.2024"), True),
    (computed("utgatt-oppstartsfrist", "08.12.2024"), True),
    (computed("flyttet", "08.12.2024"), False),
    (computed("utvandret", "08.12.2024"), False),
    (computed("dod", "08.12.2024"), False),
    (computed("avvist-program", "08.12.2024"), False),
    (computed("ikke-i-kategori", "08.12.2024"), False),
    (termination("arbeid", "08.12.2024"), False),
    (None, False),
]


@pytest.mark.law(
    "brukerveiledningen avsnitt 1", "brukerveiledningen avsnitt 3", "brukerveiledningen avsnitt 9"
)
@pytest.mark.parametrize(("active", "needs"), NEED)
def test_what_needs_correction(active: Any, needs: bool) -> None:
    assert needs_correction(facts(START, active=active)) is needs


def test_one_who_never_was_offered_a_programme_has_nothing_to_correct() -> None:
    expired = computed("utgatt-oppstartsfrist", "08.12.2024")
    assert not needs_correction(facts(active=expired))
    assert needs_correction(facts(active=expired, known=Completeness.REPORT))


def test_every_computed_termination_explains_itself() -> None:
    result: Computation = compute(facts(START, decided(STOP, "01.10.2024")), AS_OF)
    by_reason = {ground.reason: ground for ground in result.grounds}
    assert set(by_reason) == {
        "dod",
        "utvandret",
        "flyttet",
        "avvist-program",
        "permanent-stans",
        "ikke-i-kategori",
        "utgatt-oppstartsfrist",
        "ikke-registrert",
    }
    assert str(by_reason["permanent-stans"].because) == "Vedtak om permanent stans 01.10.2024"
    assert "integreringsloven §\N{NO-BREAK SPACE}18" in str(by_reason["permanent-stans"].source)
    assert all(str(ground.because) and ground.sources for ground in result.grounds)


@pytest.mark.law(
    "integreringsforskriften § 72", "introduksjonsloven § 21", "introduksjonsloven § 22"
)
def test_no_paragraph_of_integreringsloven_is_cited_under_introduksjonsloven() -> None:
    case = facts(
        participation("18.03.2019"),
        decided(STOP, "01.10.2019"),
        leave("01.05.2019", "01.06.2019"),
        law=Law.INTRODUKSJONSLOVEN,
        goal=None,
        settled=day("01.02.2019"),
    )
    output = [*(str(ground.source) for ground in compute(case, AS_OF).grounds)]
    for deadline in (start_deadline(case), completion_deadline(case, AS_OF)):
        assert deadline is not None
        output += [str(step.source) for step in deadline.steps]
    assert not [source for source in output if "integreringsloven" in source]
    assert any("introduksjonsloven §\N{NO-BREAK SPACE}5" in source for source in output)


SPRING = participation("18.03.2024")
CURED: list[tuple[CaseFacts, str, bool]] = [
    # six months, and six more at most: 18.09.2024, 18.03.2025 (§ 13 2021)
    (facts(SPRING), "19.09.2024", True),
    (facts(SPRING), "18.03.2025", True),
    (facts(SPRING), "19.03.2025", False),
    (facts(SPRING, extension("01.12.2024")), "09.12.2024", True),
    (facts(SPRING, extension("18.03.2025")), "20.03.2025", False),
    (facts(SPRING, extension("18.03.2025", annulled=True)), "09.12.2024", True),
    # thirty days of leave come on top: 17.04.2025
    (facts(SPRING, leave("01.04.2024", "30.04.2024")), "17.04.2025", True),
    (facts(SPRING, leave("01.04.2024", "30.04.2024")), "18.04.2025", False),
    # two years, and one more (introduksjonsloven § 5)
    (facts(participation("01.02.2019"), law=Law.INTRODUKSJONSLOVEN), "01.02.2022", True),
    (facts(participation("01.02.2019"), law=Law.INTRODUKSJONSLOVEN), "02.02.2022", False),
    # no extension at all by the rules of 2026
    (facts(participation("01.02.2026")), "02.02.2027", False),
    # with the longest extension an earlier event is the reason, which may need correction itself
    (facts(SPRING, event(MOVED, "01.02.2025", AWAY)), "01.05.2025", True),
    (facts(SPRING, decided(STOP, "01.02.2025")), "01.05.2025", False),
]


@pytest.mark.parametrize(("case", "as_of", "cures"), CURED)
def test_whether_an_extension_leaves_nothing_to_correct(
    case: CaseFacts, as_of: str, cures: bool
) -> None:
    came = came_to(case, as_of)
    assert came is not None and came[0] == "ikke-registrert"
    assert extension_cures(case, day(as_of)) is cures
