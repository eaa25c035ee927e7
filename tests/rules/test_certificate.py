"""The participant's certificate: when it is given, and what it is silent about."""

from datetime import UTC, datetime

import pytest

from rules.certificate import certificate, check_certificate
from rules.code_lists import (
    ENGINE,
    Completeness,
    DecisionKind,
    Goal,
    MeasureKind,
    TerminationKind,
)
from rules.facts import CaseFacts, Decision, Measure, Termination
from rules.reasons import REASONS
from tests.rules.build import day, facts, leave, participation

BEGUN = participation("18.03.2024")


def ended(reason: str, on: str, *things: Decision | Measure, by: str = "4204-ASGE") -> CaseFacts:
    kind = REASONS[reason].kind
    at = datetime(2024, 12, 9, tzinfo=UTC)
    return facts(*things, active=Termination(kind, reason, day(on), by, at))


@pytest.mark.law("integreringsloven § 18 a")
def test_it_is_given_when_a_programme_has_ended() -> None:
    assert not check_certificate(ended("arbeid", "18.09.2024", BEGUN))
    assert not check_certificate(ended("flyttet", "18.03.2024", BEGUN, by=ENGINE))
    for refused in (
        facts(BEGUN),
        ended("avvist-program", "18.09.2024"),
        ended("utgatt-oppstartsfrist", "17.03.2024", BEGUN, by=ENGINE),
    ):
        assert [finding.is_warning for finding in check_certificate(refused)] == [False]
        with pytest.raises(ValueError, match="has ended"):
            certificate(refused)


def test_what_is_said_ends_with_the_programme() -> None:
    said = certificate(
        ended(
            "vgo-yrkesfag",
            "18.09.2024",
            BEGUN,
            leave("01.08.2024", None),
            leave("01.05.2024", "31.05.2024"),
            leave("01.10.2024", "31.10.2024"),
            Decision(DecisionKind.LEAVE, None, day("01.06.2024"), day("02.06.2024"), annulled=True),
            Measure(MeasureKind.COURSE, day("02.05.2024"), day("01.12.2024"), 2),
            Measure(MeasureKind.NORWEGIAN, day("20.03.2024"), None, 1),
            Measure(MeasureKind.OTHER, day("19.09.2024"), None, 3),
        )
    )
    assert (said.start, said.end) == (day("18.03.2024"), day("18.09.2024"))
    assert said.goal is Goal.WORK_HAS_UPPER_SECONDARY
    assert said.leaves == (
        (day("01.05.2024"), day("31.05.2024")),
        (day("01.08.2024"), day("18.09.2024")),
    )
    assert [(m.kind, m.start, m.end) for m in said.measures] == [
        (MeasureKind.NORWEGIAN, day("20.03.2024"), day("18.09.2024")),
        (MeasureKind.COURSE, day("02.05.2024"), day("18.09.2024")),
    ]
    assert said.went_on_to == "vgo-yrkesfag"


SILENT = {
    *("hjemme-barn-under-1", "hjemme-barn-over-1", "ikke-arbeidssoker", "helse", "mistet-rett"),
    *("flyttet", "utvandret", "dod", "ukjent", "annet", "ikke-registrert", "permanent-stans"),
    *("utgatt-oppstartsfrist", "ikke-i-kategori", "avvist-program"),
}


@pytest.mark.parametrize("reason", REASONS)
def test_it_says_what_somebody_went_on_to_and_nothing_of_why_they_left(reason: str) -> None:
    said = certificate(ended(reason, "18.09.2024", BEGUN)).went_on_to
    assert said == (None if reason in SILENT else reason)


def test_of_one_known_from_a_report_only_the_start_is_unknown() -> None:
    at = datetime(2024, 12, 9, tzinfo=UTC)
    active = Termination(TerminationKind.ORDINARY, "arbeid", day("18.09.2024"), "4204-ASGE", at)
    said = certificate(facts(known=Completeness.REPORT, active=active))
    assert (said.start, said.end) == (None, day("18.09.2024"))
