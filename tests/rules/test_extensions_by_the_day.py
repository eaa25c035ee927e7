"""Extensions: deadline and cap on the day and one day off, and an extension replacing another."""

from dataclasses import replace

import pytest

from rules.code_lists import Completeness, DecisionKind
from rules.decision_checks import check_decision
from rules.facts import CaseFacts, Decision
from tests.rules.build import day, extended, extension, facts, leave, maybe, participation

AS_OF = day("09.12.2024")
START = participation("18.03.2024")  # the deadline is 18.09.2024, the cap 18.03.2025


def said(
    case: CaseFacts, decision: Decision, replaces: Decision | None = None, given: bool = True
) -> list[tuple[str, bool, str]]:
    found = check_decision(case, decision, AS_OF, replaces, given)
    return [(one.field.name, one.is_warning, str(one.text)) for one in found]


IN_VAIN = "Fristen er {} uten denne utvidelsen: den endrer ingenting"
TOO_FAR = "Programmet kan utvides til senest 18.03.2025, ikke til {}"
LATE = "Utvidelsen er vedtatt {}, etter fristen {}"
EXTENSIONS: list[tuple[CaseFacts, Decision, list[tuple[str, bool, str]], str]] = [
    (facts(START), extended("19.09.2024", "18.09.2024"), [], "one day more, decided in time"),
    (
        facts(START),
        extended("17.09.2024", "01.09.2024"),
        [("END", True, IN_VAIN.format("18.09.2024"))],
        "before the deadline",
    ),
    (
        facts(START),
        extended("18.09.2024", "01.09.2024"),
        [("END", True, IN_VAIN.format("18.09.2024"))],
        "on it",
    ),
    (facts(START), extended("18.03.2025", "01.09.2024"), [], "the cap"),
    (
        facts(START),
        extended("19.03.2025", "01.09.2024"),
        [("END", False, TOO_FAR.format("19.03.2025"))],
        "past the cap",
    ),
    (
        facts(START),
        extended("01.12.2024", "20.09.2024"),
        [("DATE", True, LATE.format("20.09.2024", "18.09.2024"))],
        "decided after the deadline",
    ),
    (
        facts(START, extended("01.12.2024", "01.09.2024")),
        extended("01.12.2024", "20.09.2024"),
        [("END", True, IN_VAIN.format("01.12.2024"))],
        "another extension leads as far",
    ),
    (
        facts(START),
        replace(extension(None), date=day("01.09.2024")),
        [("END", False, "Utvidet deltakelse må ha til-dato")],
        "no to date",
    ),
    (
        facts(START),
        replace(extension(None), date=day("20.09.2024")),
        [
            ("END", False, "Utvidet deltakelse må ha til-dato"),
            ("DATE", True, LATE.format("20.09.2024", "18.09.2024")),
        ],
        "no to date, and late",
    ),
]


@pytest.mark.parametrize(("case", "decision", "found", "why"), EXTENSIONS)
def test_an_extension_on_the_day_and_a_day_off(
    case: CaseFacts, decision: Decision, found: list[tuple[str, bool, str]], why: str
) -> None:
    """Integreringsloven § 13 femte ledd before 2026."""
    assert said(case, decision) == found, why


def test_a_day_that_was_filled_in_is_not_warned_of() -> None:
    late = extended("01.12.2024", "20.09.2024")
    assert said(facts(START), late, given=False) == []
    assert len(said(facts(START), late, given=True)) == 1


def test_an_extension_that_replaces_another_is_measured_without_it() -> None:
    stored = replace(extended("01.12.2024", "01.09.2024"), id=5)
    other = replace(extended("01.11.2024", "01.09.2024"), id=6)
    shorter = extended("15.11.2024", "01.09.2024")
    case = facts(START, stored)
    assert said(case, shorter, replaces=stored) == []
    assert said(case, shorter) == [("END", True, IN_VAIN.format("01.12.2024"))]
    both = facts(START, stored, other)
    assert said(both, shorter, replaces=stored) == []
    earlier = extended("31.10.2024", "01.09.2024")
    assert said(both, earlier, stored) == [("END", True, IN_VAIN.format("01.11.2024"))]


WITH_LEAVE = facts(START, leave("01.05.2024", "30.05.2024"))  # thirty days
CAPS = [
    # decided, the cap: leave up to the day of the decision raises it
    ("30.04.2024", "18.03.2025"),
    ("01.05.2024", "19.03.2025"),
    ("30.05.2024", "17.04.2025"),
    ("01.09.2024", "17.04.2025"),
    (None, "17.04.2025"),
]


@pytest.mark.parametrize(("on", "cap"), CAPS)
def test_the_cap_is_that_of_the_day_of_the_decision(on: str | None, cap: str) -> None:
    """Without a decision date the cap is that of the base day, 18.09.2024."""
    inside = replace(extension(cap), date=maybe(on))
    [(field, is_warning, text)] = said(WITH_LEAVE, replace(inside, end=day("31.12.2025")))
    assert (field, is_warning) == ("END", False)
    assert text == f"Programmet kan utvides til senest {cap}, ikke til 31.12.2025"
    assert said(WITH_LEAVE, inside) == []


def test_where_there_is_nothing_to_extend_it_names_what_lacks() -> None:
    for case, lacking in (
        (facts(), "vedtak om deltakelse"),
        (facts(goal=None), "vedtak om deltakelse og sluttmål"),
        (facts(participation("18.03.2024"), goal=None), "sluttmål"),
        (facts(Decision(DecisionKind.PARTICIPATION)), "vedtak om deltakelse"),
    ):
        text = f"Det er ingen frist å utvide: {lacking} mangler"
        assert said(case, extended("01.12.2024", "01.07.2024")) == [("CASE", False, text)]


def test_a_deadline_that_a_report_gave_is_not_extended() -> None:
    """It was never computed: there is no programme to extend."""
    reported = facts(known=Completeness.REPORT, reported_deadline=day("01.08.2024"))
    text = "Det er ingen frist å utvide: vedtak om deltakelse mangler"
    assert said(reported, extended("01.12.2024", "01.07.2024")) == [("CASE", False, text)]
