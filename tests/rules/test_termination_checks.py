"""Which terminations a municipality may register, edit and delete, in the guide's words."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from rules.code_lists import DecisionKind, EventKind, Law
from rules.facts import CaseFacts
from rules.findings import errors, warnings
from rules.termination_checks import (
    Proposal,
    check_delete,
    check_edit,
    check_registration,
    hours_kept_by_edit,
    may_delete,
    may_edit,
    outside_programme,
    proposed_date,
)
from tests.rules.build import (
    KRISTIANSAND,
    VENNESLA,
    computed,
    day,
    decided,
    event,
    facts,
    leave,
    measure,
    participation,
    termination,
)

AS_OF = day("09.12.2024")
PASSED = participation("18.03.2024", "18.09.2024")  # until 18.09.2024


def said(found: tuple[Any, ...]) -> list[str]:
    return [str(finding.text) for finding in found]


def proposal(
    reason: str | None = "helse", on: str | None = "18.09.2024", hours: str = ""
) -> Proposal:
    return Proposal(reason, day(on) if on else None, Decimal(hours) if hours else None)


REFUSED: list[tuple[CaseFacts, Proposal, str, str]] = [
    (facts(), proposal(), "Vedtak om deltakelse mangler", "a participation decision is needed"),
    (facts(PASSED, goal=None), proposal(), "Sluttmål mangler", "and an end goal"),
    (facts(PASSED), proposal(on=None), "Avslutningsdato må fylles ut", "the date is required"),
    (facts(PASSED), proposal(None), "Avslutningsårsak må fylles ut", "the reason is required"),
    (facts(PASSED), proposal("xyz"), "«xyz» er ikke en avslutningsårsak", "unknown code"),
    (
        facts(PASSED),
        proposal("ikke-registrert"),
        "«Avslutningsårsak ikke registrert» beregnes bare av regelmotor",
        "a code only the engine uses",
    ),
    (facts(PASSED), proposal("arbeid"), "må fylles ut for «Arbeid»", "hours missing"),
    (facts(PASSED), proposal("arbeid", hours="81"), "høyst 80", "too many hours"),
    (facts(PASSED), proposal("helse", hours="20"), "skal ikke ha", "hours where none are"),
    (
        facts(PASSED),
        proposal(on="17.03.2024"),
        "Avslutningsdatoen 17.03.2024 er før programstart 18.03.2024",
        "before the start",
    ),
    (
        facts(PASSED),
        proposal(on="19.09.2024"),
        "Avslutningsdatoen 19.09.2024 er etter frist for gjennomføring 18.09.2024",
        "the error names the deadline (guide section 9)",
    ),
    (
        facts(PASSED, active=termination("arbeid", "01.09.2024")),
        proposal(),
        "Kommunen har allerede registrert «Arbeid» 01.09.2024. Rediger den i stedet.",
        "a second is refused",
    ),
]


@pytest.mark.law("brukerveiledningen avsnitt 6")
@pytest.mark.parametrize(("case", "wanted", "says", "why"), REFUSED)
def test_registration_is_refused(case: CaseFacts, wanted: Proposal, says: str, why: str) -> None:
    found = errors(check_registration(case, wanted, AS_OF))
    assert any(says in text for text in said(found)), (why, said(found))


def test_under_the_old_law_no_goal_is_needed() -> None:
    case = facts(participation("01.02.2023", "01.06.2023"), goal=None, law=Law.INTRODUKSJONSLOVEN)
    assert check_registration(case, proposal(on="01.02.2025"), day("01.03.2025")) == ()


@pytest.mark.parametrize("on", ["18.03.2024", "18.09.2024", "01.07.2024"])
def test_start_and_deadline_are_inside_also_long_after(on: str) -> None:
    case = facts(participation("18.03.2024", "18.03.2024"))
    assert check_registration(case, proposal(on=on), day("01.01.2030")) == ()


def test_the_engines_termination_is_no_hindrance() -> None:
    active = computed("ikke-registrert", "18.09.2024")
    assert check_registration(facts(PASSED, active=active), proposal(), AS_OF) == ()


RUNS_PAST_WARNING = (
    "Det er registrert vedtak/tiltak som fortsetter etter valgt avslutningsdato. "
    "Lagrer du denne avslutningsdatoen, vil tiltakene vises som ikke gjeldende."
)
WARNED: list[tuple[CaseFacts, list[str], str]] = [
    (
        facts(participation("18.03.2024")),
        [RUNS_PAST_WARNING],
        "a decision without an end (guide section 6)",
    ),
    (
        facts(PASSED, measure("01.04.2024", "02.09.2024")),
        [RUNS_PAST_WARNING],
        "a measure runs past",
    ),
    (facts(PASSED, measure("01.04.2024", None)), [RUNS_PAST_WARNING], "a measure without an end"),
    (facts(PASSED, leave("01.08.2024", None)), [RUNS_PAST_WARNING], "a leave without an end"),
    (facts(participation("18.03.2024", "01.09.2024")), [], "ends that day"),
    (
        facts(
            participation("18.03.2024", "01.09.2024"),
            decided(DecisionKind.PERMANENT_STOP, "15.08.2024"),
        ),
        ["Avslutningsdatoen 01.09.2024 er etter vedtak om permanent stans 15.08.2024"],
        "after a permanent stop",
    ),
]


@pytest.mark.law("brukerveiledningen avsnitt 6", "brukerveiledningen avsnitt 7")
@pytest.mark.parametrize(("case", "texts", "why"), WARNED)
def test_what_is_warned_of(case: CaseFacts, texts: list[str], why: str) -> None:
    found = check_registration(case, proposal(on="01.09.2024"), AS_OF)
    assert said(warnings(found)) == texts, why
    assert errors(found) == ()


def test_a_day_to_come_is_allowed_with_a_warning() -> None:
    case = facts(participation("18.03.2024", "18.06.2024"))
    found = check_registration(case, proposal(on="18.09.2024"), day("08.06.2024"))
    assert said(found) == ["Avslutningsdatoen 18.09.2024 er fram i tid, i dag er 08.06.2024"]


@pytest.mark.parametrize(
    ("reason", "by_engine", "edit", "delete"),
    [
        ("arbeid", False, True, True),
        ("flyttet", False, True, True),
        ("flyttet", True, True, False),
        ("utvandret", True, True, False),
        ("dod", True, True, False),
        ("ikke-registrert", True, False, False),
        ("permanent-stans", True, False, False),
        ("avvist-program", True, False, False),
    ],
)
@pytest.mark.law("brukerveiledningen avsnitt 8", "brukerveiledningen avsnitt 9")
def test_who_registered_decides_what_may_be_done(
    reason: str, by_engine: bool, edit: bool, delete: bool
) -> None:
    made = computed if by_engine else termination
    active = made(reason, "01.09.2024")
    assert (may_edit(active), may_delete(active)) == (edit, delete)
    assert (check_delete(facts(PASSED, active=active)) == ()) is delete


def test_editing_an_engine_termination_says_what_to_do_instead() -> None:
    case = facts(PASSED, active=computed("ikke-registrert", "18.09.2024"))
    assert said(check_edit(case, proposal(), AS_OF)) == said(check_delete(case))
    assert "Bruk «Legg til»" in said(check_delete(case))[0]


MOVED = computed("flyttet", "01.09.2024")
MOVE = event(EventKind.MOVED, "01.09.2024", (KRISTIANSAND, VENNESLA))
EDITS: list[tuple[CaseFacts, Proposal, str | None, str]] = [
    (
        facts(PASSED, MOVE, active=MOVED),
        proposal("flyttet", "15.11.2024"),
        None,
        "past the deadline",
    ),
    (
        facts(PASSED, MOVE, active=MOVED),
        proposal("flyttet", "10.12.2024"),
        "er etter i dag, 09.12.2024",
        "not after today",
    ),
    (
        facts(PASSED, MOVE, active=MOVED),
        proposal("flyttet", "17.03.2024"),
        "er før programstart 18.03.2024",
        "not before the start",
    ),
    (
        facts(PASSED, MOVE, active=MOVED),
        proposal("helse", "15.11.2024"),
        "etter frist for gjennomføring",
        "another reason asks what Legg til asks",
    ),
    (facts(active=computed("dod", "01.09.2024")), proposal("dod", "02.09.2024"), None, "no start"),
    (
        facts(active=computed("dod", "01.09.2024")),
        proposal("dod", "01.01.0001"),
        "ikke mellom 01.01.1900",
        "no day there is",
    ),
    (
        facts(active=computed("dod", "01.09.2024")),
        proposal("helse", "02.09.2024"),
        "Vedtak om deltakelse mangler",
        "another reason needs a programme",
    ),
    (
        facts(PASSED, active=termination("flyttet", "01.09.2024")),
        proposal("flyttet", "15.11.2024"),
        "etter frist for gjennomføring",
        "a municipality's own stays inside",
    ),
    (facts(PASSED), proposal(), "ingen aktiv avslutning", "nothing to edit"),
]


@pytest.mark.law("brukerveiledningen avsnitt 8", "brukerveiledningen avsnitt 10")
@pytest.mark.parametrize(("case", "wanted", "says", "why"), EDITS)
def test_edits(case: CaseFacts, wanted: Proposal, says: str | None, why: str) -> None:
    found = said(errors(check_edit(case, wanted, AS_OF)))
    assert bool(found) is bool(says), (why, found)
    assert not says or says in found[0], why


@pytest.mark.parametrize(("reason", "stay"), [("arbeid", True), ("helse", False), (None, False)])
def test_hours_stay_where_the_reason_has_any(reason: str | None, stay: bool) -> None:
    active = replace(termination("arbeid", "01.09.2024"), hours=Decimal("37.5"))
    assert hours_kept_by_edit(active, reason) == (Decimal("37.5") if stay else None)


def test_moved_emigrated_and_died_stay_editable_after_the_first_edit() -> None:
    """The edited termination is the user's, and still counts as the population register's."""
    edited = facts(PASSED, active=termination("flyttet", "01.11.2024"), active_was_computed=True)
    assert check_edit(edited, proposal("flyttet", "15.11.2024"), AS_OF) == ()
    assert outside_programme(edited, AS_OF) is None
    never_began = facts(active=termination("dod", "01.09.2024"), active_was_computed=True)
    assert check_edit(never_began, proposal("dod", "02.09.2024"), AS_OF) == ()


def test_a_stop_that_a_new_participation_lifted_is_not_warned_of() -> None:
    case = facts(
        participation("18.03.2024", "01.05.2024"),
        decided(DecisionKind.PERMANENT_STOP, "02.05.2024"),
        participation("03.06.2024", "01.09.2024"),
    )
    assert check_registration(case, proposal(on="01.09.2024"), AS_OF) == ()


def test_an_edit_that_changes_nothing_is_asked_nothing() -> None:
    active = termination("helse", "01.01.2030")
    assert check_edit(facts(PASSED, active=active), proposal("helse", "01.01.2030"), AS_OF) == ()


def test_the_proposed_date_is_the_computed_one_else_deadline_or_today() -> None:
    engine = computed("permanent-stans", "01.08.2024")
    assert proposed_date(facts(PASSED, active=engine), AS_OF) == day("01.08.2024")
    assert proposed_date(facts(PASSED), AS_OF) == day("18.09.2024")
    assert proposed_date(facts(PASSED), day("01.06.2024")) == day("01.06.2024")
    assert proposed_date(facts(), AS_OF) is None


@pytest.mark.parametrize(
    ("case", "as_of", "proposed", "why"),
    [
        (
            facts(PASSED, active=computed("flyttet", "01.12.2024")),
            *("09.12.2024", "18.09.2024", "the engine's day is past the programme"),
        ),
        (
            facts(PASSED, active=computed("flyttet", "01.02.2024")),
            *("09.12.2024", "18.09.2024", "the engine's day is before it"),
        ),
        (facts(PASSED), "01.03.2024", "18.03.2024", "never before the programme begins"),
    ],
)
def test_the_proposed_date_lies_inside_the_programme(
    case: CaseFacts, as_of: str, proposed: str, why: str
) -> None:
    assert proposed_date(case, day(as_of)) == day(proposed), why


@pytest.mark.parametrize(
    ("reason", "says"),
    [
        ("flyttet", "Flyttet, utvandret og død kan redigeres: bruk «Rediger»."),
        ("ikke-registrert", None),
    ],
)
def test_what_the_engine_computed_is_not_deleted_and_it_is_said_what_to_do(
    reason: str, says: str | None
) -> None:
    [found] = check_delete(facts(PASSED, active=computed(reason, "01.08.2024")))
    assert not found.is_warning
    assert ("bruk «Rediger»" in str(found.text)) is bool(says)
    assert not says or str(found.text).endswith(says)


def test_a_termination_whose_programme_is_gone_is_told_of() -> None:
    alone = facts(active=termination("helse", "18.09.2024"))
    assert str(outside_programme(alone, AS_OF)).endswith("står uten vedtak om deltakelse")
    without_goal = replace(facts(PASSED, active=termination("helse", "18.09.2024")), goal=None)
    assert str(outside_programme(without_goal, AS_OF)).endswith("står uten sluttmål")


def test_a_termination_that_no_longer_lies_inside_is_told_of() -> None:
    outside = facts(PASSED, active=termination("helse", "19.09.2024"))
    inside = facts(PASSED, active=termination("helse", "18.09.2024"))
    assert outside_programme(inside, AS_OF) is None
    assert str(outside_programme(outside, AS_OF)) == (
        "Avslutningsdatoen 19.09.2024 er utenfor programmet (18.03.2024 - 18.09.2024)"
    )
