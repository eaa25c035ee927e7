"""Decisions, measures and goals: errors, warnings, consequences, and which are current."""

from dataclasses import replace
from typing import Any

import pytest

from rules.code_lists import Completeness, DecisionKind, EventKind, Law
from rules.consequences import consequences_of_change, with_decision, with_termination
from rules.current_items import is_current_decision, is_current_measure
from rules.decision_checks import (
    check_annulment,
    check_decision,
    check_measure,
    is_readmission,
    with_decision_date,
)
from rules.facts import CaseFacts, Decision
from rules.findings import errors, warnings
from rules.goal_checks import check_goal
from tests.rules.build import (
    computed,
    day,
    decided,
    event,
    extended,
    extension,
    facts,
    leave,
    measure,
    participation,
    termination,
)

AS_OF = day("09.12.2024")
START = participation("18.03.2024")
STOP = DecisionKind.PERMANENT_STOP


def said(found: tuple[Any, ...]) -> list[str]:
    return [str(finding.text) for finding in found]


REFUSED: list[tuple[CaseFacts, Decision, str]] = [
    (facts(START), leave("02.05.2024", "01.05.2024"), "Til-dato 01.05.2024 er før fra-dato"),
    (facts(), replace(START, start=None), "Fra-dato må fylles ut"),
    (facts(START), extension(None), "Utvidet deltakelse må ha til-dato"),
    (facts(), extension("01.12.2024"), "Det er ingen frist å utvide"),
    (facts(START, goal=None), extension("01.12.2024"), "Det er ingen frist å utvide"),
    (
        facts(START),
        extension("19.03.2025"),
        "Programmet kan utvides til senest 18.03.2025, ikke til 19.03.2025",
    ),
    (facts(START), leave("01.05.2024", "31.12.9999"), "31.12.9999 er ikke mellom 01.01.1900"),
    (facts(START), Decision(STOP), "Vedtaksdato må fylles ut"),
    (facts(START), Decision(STOP, AS_OF, AS_OF), "har bare vedtaksdato, ingen periode"),
    (
        facts(START, active=termination("arbeid", "01.08.2024")),
        participation("01.08.2024"),
        "slett avslutningen før ny deltakelse",
    ),
]


@pytest.mark.parametrize(("case", "decision", "says"), REFUSED)
def test_a_decision_is_refused(case: CaseFacts, decision: Decision, says: str) -> None:
    found = said(errors(check_decision(case, decision, AS_OF)))
    assert any(says in text for text in found), found


ALLOWED = [
    (facts(START), extension("18.03.2025"), "the cap itself"),
    (facts(START), leave("01.05.2024", None), "a leave may lack its end"),
    (facts(), START, "the first participation"),
    (facts(START), decided(STOP, "01.08.2024"), "a stop has its date only"),
    (
        facts(START, active=termination("arbeid", "01.08.2024")),
        participation("31.07.2024"),
        "before the termination",
    ),
    (
        facts(START, active=computed("utvandret", "01.08.2024")),
        participation("01.08.2024"),
        "the engine's emigration lifts by itself",
    ),
]


@pytest.mark.parametrize(("case", "decision", "why"), ALLOWED)
def test_a_decision_is_allowed(case: CaseFacts, decision: Decision, why: str) -> None:
    assert check_decision(case, decision, AS_OF) == (), why


@pytest.mark.parametrize("reason", ["flyttet", "utvandret"])
def test_readmission_of_one_who_had_moved_or_emigrated_is_asked(reason: str) -> None:
    case = facts(START, active=termination(reason, "01.08.2024"))
    again = participation("01.08.2024")
    found = check_decision(case, again, AS_OF)
    assert errors(found) == ()
    assert "sletter den avslutningen" in said(warnings(found))[0]


def test_an_edit_that_leaves_the_start_alone_is_no_readmission() -> None:
    old = participation("01.08.2024")
    case = facts(old, active=termination("arbeid", "01.08.2024"))
    assert check_decision(case, replace(old, end=AS_OF), AS_OF, replaces=old) == ()
    moved = facts(old, active=termination("flyttet", "01.08.2024"))
    assert is_readmission(moved, replace(old, end=AS_OF))
    assert not is_readmission(moved, replace(old, end=AS_OF), replaces=old)


@pytest.mark.parametrize(
    ("decision", "replaces", "on"),
    [
        (Decision(STOP, day("02.09.2024")), None, "02.09.2024"),
        (Decision(STOP), None, "09.12.2024"),
        (Decision(STOP), Decision(STOP, day("01.08.2024")), "01.08.2024"),
        (replace(START, date=None), None, "18.03.2024"),
        (replace(START, date=None), participation("01.02.2024"), "18.03.2024"),
    ],
)
def test_the_day_of_a_decision_that_says_none(
    decision: Decision, replaces: Decision | None, on: str
) -> None:
    assert with_decision_date(decision, AS_OF, replaces).date == day(on)


def test_what_is_annulled_stays_so() -> None:
    annulled = replace(START, annulled=True)
    assert said(check_annulment(annulled)) == ["Vedtaket er allerede opphevet"]
    assert check_annulment(START) == ()
    found = check_decision(facts(annulled), START, AS_OF, replaces=annulled)
    assert said(found) == ["Vedtaket er opphevet og kan ikke endres"]


def test_measures_and_goals() -> None:
    assert said(check_measure(measure("02.05.2024", "01.05.2024")))
    assert check_measure(measure("02.05.2024", None)) == ()
    assert said(check_goal(facts(law=Law.INTRODUKSJONSLOVEN)))
    assert check_goal(facts()) == ()


CURRENT: list[tuple[str | None, str | None, bool, str]] = [
    (None, None, True, "no termination"),
    ("01.08.2024", "01.08.2024", True, "ends that day"),
    ("01.08.2024", "02.08.2024", False, "ends after it (guide section 6)"),
    ("01.08.2024", None, False, "has no end (ours)"),
]


@pytest.mark.law("brukerveiledningen avsnitt 6")
@pytest.mark.parametrize(("ended", "until", "current", "why"), CURRENT)
def test_current_or_not(ended: str | None, until: str | None, current: bool, why: str) -> None:
    active = termination("arbeid", ended) if ended else None
    decision, thing = participation("18.03.2024", until), measure("18.03.2024", until)
    case = facts(decision, thing, active=active)
    assert is_current_decision(decision, case) is current, why
    assert is_current_measure(thing, case) is current, why


def test_engine_terminations_play_no_part_and_stops_have_no_period() -> None:
    case = facts(START, active=computed("ikke-registrert", "18.09.2024"))
    assert is_current_decision(START, case)
    ended = facts(START, active=termination("arbeid", "01.08.2024"))
    assert is_current_decision(decided(STOP, "15.08.2024"), ended)
    assert not is_current_decision(replace(START, annulled=True), facts(START))


NOT_REGISTERED = computed("ikke-registrert", "18.09.2024")
BY_US = termination("arbeid", "01.08.2024")
ENDED = facts(START, active=NOT_REGISTERED)
WORKING = facts(START, active=BY_US)
FOLLOWS: list[tuple[CaseFacts, CaseFacts, str]] = [
    (
        ENDED,
        with_termination(ENDED, BY_US),
        "regelmotorens «Avslutningsårsak ikke registrert» slettes",
    ),
    (facts(START), with_termination(facts(START), BY_US), "personen vises som avsluttet"),
    (
        WORKING,
        with_termination(WORKING, termination("helse", "01.08.2024")),
        "den gamle versjonen står i historikken",
    ),
    (
        ENDED,
        with_decision(ENDED, extension("01.02.2025")),
        "regelmotorens «Avslutningsårsak ikke registrert» slettes, ingen avslutning står igjen; "
        "frist for gjennomføring blir 01.02.2025",
    ),
    (
        ENDED,
        with_decision(ENDED, extension("01.12.2024")),
        "regelmotorens «Avslutningsårsak ikke registrert» får datoen 01.12.2024; "
        "frist for gjennomføring blir 01.12.2024",
    ),
    (
        ENDED,
        with_decision(ENDED, decided(STOP, "01.08.2024")),
        "regelmotorens «Avslutningsårsak ikke registrert» erstattes av «Vedtak om permanent stans» "
        "01.08.2024",
    ),
    (
        WORKING,
        with_termination(WORKING, None),
        "«Arbeid» slettes, regelmotoren avslutter med «Avslutningsårsak ikke registrert» "
        "18.09.2024",
    ),
    (
        WORKING,
        with_decision(WORKING, replace(START, annulled=True), replaces=START),
        "avslutningen endres ikke; personen får ingen frist for gjennomføring; "
        "avslutningen passer da ikke lenger",
    ),
    (
        WORKING,
        with_decision(WORKING, participation("02.08.2024"), replaces=START),
        "avslutningen endres ikke; frist for gjennomføring blir 02.02.2025; "
        "avslutningen passer da ikke lenger",
    ),
]

UNDER_WAY = facts(participation("02.09.2024"))
FOLLOWS += [
    (
        UNDER_WAY,
        with_decision(UNDER_WAY, leave("01.10.2024", "31.10.2024")),
        "fortsatt ingen avslutning; frist for gjennomføring blir 02.04.2025",
    ),
]

REPORTED = replace(
    ENDED, decisions=(), known=Completeness.REPORT, reported_deadline=day("18.09.2024")
)
FOLLOWS += [
    (
        REPORTED,
        with_decision(REPORTED, participation("01.07.2024")),
        "regelmotorens «Avslutningsårsak ikke registrert» slettes, ingen avslutning står igjen; "
        "frist for gjennomføring blir 01.01.2025",
    ),
    (
        replace(REPORTED, goal=None),
        with_decision(replace(REPORTED, goal=None), participation("01.07.2024")),
        "avslutningen endres ikke",
    ),
]
"""With decision and goal a case known from a NIR report only is full, and is computed."""


@pytest.mark.parametrize(("before", "after", "output"), FOLLOWS)
def test_what_follows_is_told_before_it_is_saved(
    before: CaseFacts, after: CaseFacts, output: str
) -> None:
    assert "; ".join(map(str, consequences_of_change(before, after, AS_OF))) == output


EXTENSIONS = [
    # Domain, Extension, "When registered"; START's deadline is 18.09.2024, its cap 18.03.2025.
    (extended("18.09.2024", "01.09.2024"), True, "uten denne utvidelsen: den endrer ingenting"),
    (extended("01.12.2024", "19.09.2024"), True, "er vedtatt 19.09.2024, etter fristen 18.09.2024"),
    (extended("01.12.2024", "18.09.2024"), None, ""),
    (extension("01.12.2024"), None, ""),
    (extended("19.03.2025", "01.09.2024"), False, "utvides til senest 18.03.2025"),
]


@pytest.mark.law("integreringsloven § 13")
@pytest.mark.parametrize(("decision", "is_warning", "text"), EXTENSIONS)
def test_an_extension_decided_late_or_in_vain_is_warned_of(
    decision: Decision, is_warning: bool | None, text: str
) -> None:
    found = check_decision(facts(participation("18.03.2024")), decision, day("09.12.2024"))
    if is_warning is None:
        assert found == ()
    else:
        [finding] = found
        assert finding.is_warning is is_warning and text in str(finding.text)


@pytest.mark.law("integreringsloven § 13")
def test_where_the_law_knows_no_extension_it_says_so_with_the_paragraph() -> None:
    case = facts(participation("01.02.2026"))
    [finding] = check_decision(case, extended("01.03.2027", "01.12.2026"), day("01.12.2026"))
    assert not finding.is_warning
    assert str(finding.text).replace("\N{NO-BREAK SPACE}", " ") == (
        "Programmet kan ikke forlenges (integreringsloven § 13 tredje ledd (fra 01.01.2026))"
    )


PARTICIPATIONS = [
    # § 8 første ledd: the day the decision was made, two years from the settlement.
    (facts(settled=day("09.01.2022")), participation("09.01.2024"), ""),
    (
        facts(settled=day("09.01.2022")),
        participation("10.01.2024"),
        "datert 10.01.2024, etter fristen for oppstart 09.01.2024",
    ),
    (
        facts(participation("01.02.2023"), settled=day("09.01.2022")),
        participation("10.01.2024"),
        "",
    ),
    # Decided in advance (ours).
    (
        facts(decided(DecisionKind.PERMANENT_STOP, "02.05.2024")),
        participation("02.09.2024", None, "20.12.2023"),
        "vedtatt 20.12.2023, før permanent stans 02.05.2024",
    ),
    (
        facts(decided(DecisionKind.PERMANENT_STOP, "02.05.2024")),
        participation("02.09.2024", None, "02.05.2024"),
        "",
    ),
    (
        facts(event(EventKind.EMIGRATED, "02.05.2024")),
        participation("02.09.2024", None, "01.05.2024"),
        "før utvandringen 02.05.2024",
    ),
]


@pytest.mark.law("integreringsloven § 8")
@pytest.mark.parametrize(("case", "decision", "text"), PARTICIPATIONS)
def test_participation_decided_late_or_ahead_is_warned_of(
    case: CaseFacts, decision: Decision, text: str
) -> None:
    found = check_decision(case, decision, day("09.12.2024"))
    if not text:
        assert found == ()
    else:
        [finding] = found
        assert finding.is_warning and text in str(finding.text)
