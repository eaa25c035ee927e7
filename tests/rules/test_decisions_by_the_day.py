"""Decisions and measures: the boundary days of refusals and of a readmission."""

from dataclasses import replace

import pytest

from rules.code_lists import DecisionKind
from rules.decision_checks import check_decision, check_measure, is_readmission
from rules.facts import CaseFacts, Decision, Measure
from tests.rules.build import (
    computed,
    day,
    decided,
    extension,
    facts,
    leave,
    measure,
    participation,
    termination,
)

AS_OF = day("09.12.2024")
START = participation("18.03.2024")  # the deadline is 18.09.2024, the cap 18.03.2025
STOP = DecisionKind.PERMANENT_STOP


def said(
    case: CaseFacts, decision: Decision, replaces: Decision | None = None, given: bool = True
) -> list[tuple[str, bool, str]]:
    found = check_decision(case, decision, AS_OF, replaces, given)
    return [(one.field.name, one.is_warning, str(one.text)) for one in found]


def errors(case: CaseFacts, decision: Decision) -> list[str]:
    return [text for _field, is_warning, text in said(case, decision) if not is_warning]


IMPLAUSIBLE = [
    (leave("31.12.1899", None), "START"),
    (leave("01.05.2024", "01.01.2101"), "END"),
    (decided(STOP, "31.12.1899"), "DATE"),
    (replace(leave("01.05.2024", None), date=day("01.01.2101")), "DATE"),
]


@pytest.mark.parametrize(("decision", "field"), IMPLAUSIBLE)
def test_a_day_that_cannot_be_is_all_that_is_named(decision: Decision, field: str) -> None:
    [(found, is_warning, text)] = said(facts(START), decision)
    assert (found, is_warning) == (field, False)
    assert "ikke mellom 01.01.1900 og 31.12.2100" in text


PERIODS = [
    ("01.05.2024", "30.04.2024", ["Til-dato 30.04.2024 er før fra-dato 01.05.2024"]),
    ("01.05.2024", "01.05.2024", []),
    ("01.05.2024", "02.05.2024", []),
    ("01.05.2024", None, []),
]


@pytest.mark.parametrize(("start", "end", "texts"), PERIODS)
def test_a_period_may_be_one_day(start: str, end: str | None, texts: list[str]) -> None:
    assert errors(facts(START), leave(start, end)) == texts
    assert [str(one.text) for one in check_measure(measure(start, end))] == texts


def test_only_an_extension_may_lack_its_from_date() -> None:
    assert said(facts(START), extension("01.12.2024")) == []
    missing = [("START", False, "Fra-dato må fylles ut")]
    undated = Decision(DecisionKind.LEAVE, None, None, day("01.12.2024"))
    assert said(facts(START), undated) == missing
    [found] = check_measure(Measure(measure("01.05.2024", None).kind))
    assert (found.field.name, found.is_warning, str(found.text)) == missing[0]


PERIOD = "«Permanent stans» har bare vedtaksdato, ingen periode"
STOPS = [
    (Decision(STOP, AS_OF), []),
    (Decision(STOP), ["Vedtaksdato må fylles ut"]),
    (Decision(STOP, AS_OF, AS_OF), [PERIOD]),
    (Decision(STOP, AS_OF, None, AS_OF), [PERIOD]),
    (Decision(STOP, None, AS_OF, None), ["Vedtaksdato må fylles ut", PERIOD]),
]


@pytest.mark.parametrize(("decision", "texts"), STOPS)
def test_a_stop_has_its_day_and_nothing_else(decision: Decision, texts: list[str]) -> None:
    assert errors(facts(START), decision) == texts


READMITTED = [
    # reason, starts, decided, the finding about a termination on 01.08.2024
    ("flyttet", "01.08.2024", "01.08.2024", "warning"),
    ("utvandret", "02.08.2024", "02.08.2024", "warning"),
    ("flyttet", "01.09.2024", "31.07.2024", "error"),
    ("flyttet", "31.07.2024", "31.07.2024", None),
    ("flyttet", "31.07.2024", "01.08.2024", None),
    ("dod", "01.08.2024", "01.08.2024", "error"),
    ("helse", "01.08.2024", "01.08.2024", "error"),
    ("helse", "31.07.2024", "31.07.2024", None),
]


@pytest.mark.parametrize(("reason", "starts", "on", "outcome"), READMITTED)
def test_readmission_starts_and_is_decided_on_or_after_the_termination(
    reason: str, starts: str, on: str, outcome: str | None
) -> None:
    case = facts(START, active=termination(reason, "01.08.2024"))
    again = participation(starts, decided=on)
    found = [is_warning for field, is_warning, _text in said(case, again) if field == "START"]
    assert found == ([] if outcome is None else [outcome == "warning"])
    assert is_readmission(case, again) is (outcome == "warning")


def test_what_takes_nobody_back() -> None:
    moved = facts(START, active=termination("flyttet", "01.08.2024"))
    assert not is_readmission(moved, leave("01.08.2024", None))
    assert not is_readmission(moved, Decision(DecisionKind.PARTICIPATION))
    assert not is_readmission(facts(START), participation("01.08.2024"))
    by_engine = facts(START, active=computed("flyttet", "01.08.2024"))
    assert not is_readmission(by_engine, participation("01.08.2024"))
    stored = participation("02.08.2024")
    assert not is_readmission(moved, replace(stored, end=AS_OF), replaces=stored)
    assert is_readmission(moved, participation("03.08.2024"), replaces=stored)
