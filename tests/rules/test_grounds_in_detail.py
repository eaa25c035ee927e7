"""Grounds of events and decisions: on the day and one day off, and which of several is named."""

from dataclasses import replace

import pytest

from rules import register_choices as choices
from rules.code_lists import DecisionKind, EventKind
from rules.facts import CaseFacts, Decision, Event
from tests.rules.build import (
    BAERUM_2023,
    BAERUM_2024,
    KRISTIANSAND,
    VENNESLA,
    day,
    decided,
    event,
    facts,
    participation,
)
from tests.rules.read_grounds import cited, grounds, says

STOP, REJECT = DecisionKind.PERMANENT_STOP, DecisionKind.REJECTION
MOVED, GONE, DIED = EventKind.MOVED, EventKind.EMIGRATED, EventKind.DIED
AWAY = (KRISTIANSAND, VENNESLA)
START = participation("02.09.2024")


NOT_REPORTED = [
    ("dod", "Ikke meldt død av Folkeregisteret"),
    ("utvandret", "Ikke meldt utvandret av Folkeregisteret"),
    ("flyttet", "Ikke meldt flyttet av Folkeregisteret"),
    ("avvist-program", "Ikke registrert at personen har avvist program"),
    ("permanent-stans", "Ikke registrert vedtak om permanent stans"),
    ("ikke-i-kategori", "Fortsatt i kategori"),
]


@pytest.mark.parametrize(("reason", "text"), NOT_REPORTED)
def test_what_has_no_fact_says_so_once_and_has_no_day(reason: str, text: str) -> None:
    [ground] = grounds(facts(START), reason)
    assert (ground.holds, ground.date, str(ground.because)) == (False, None, text)


ON_ITS_DAY: list[tuple[str, Event | Decision]] = [
    ("dod", event(DIED, "01.10.2024")),
    ("utvandret", event(GONE, "01.10.2024")),
    ("flyttet", event(MOVED, "01.10.2024", AWAY)),
    ("avvist-program", decided(REJECT, "01.10.2024")),
    ("permanent-stans", decided(STOP, "01.10.2024")),
]


@pytest.mark.parametrize(("reason", "thing"), ON_ITS_DAY)
def test_it_holds_from_its_own_day_on(reason: str, thing: Event | Decision) -> None:
    case = facts(START, thing)
    future = "01.10.2024 er etter 30.09.2024, dagen beregningen gjelder"
    assert says(case, reason, day("30.09.2024")) == [(False, future)]
    for later in ("01.10.2024", "02.10.2024"):
        [(holds, text)] = says(case, reason, day(later))
        assert holds and "01.10.2024" in text
        assert [ground.date for ground in grounds(case, reason, day(later))] == [day("01.10.2024")]


def test_of_several_each_is_a_ground_of_its_own_in_the_order_of_the_days() -> None:
    two = facts(START, event(DIED, "03.10.2024"), event(DIED, "01.10.2024"))
    stops = facts(START, decided(STOP, "03.10.2024"), decided(STOP, "01.10.2024"))
    gone = facts(START, event(GONE, "03.10.2024"), event(GONE, "01.10.2024"))
    for case, reason in ((two, "dod"), (stops, "permanent-stans"), (gone, "utvandret")):
        found = [ground.date for ground in grounds(case, reason)]
        assert found == [day("01.10.2024"), day("03.10.2024")]


AGAIN: list[tuple[list[Decision], str]] = [
    # which of several lifts an emigration on 01.10.2024: the one that starts first
    ([participation("01.12.2024"), participation("01.11.2024")], "01.11.2024 er vedtatt 01.11"),
    (
        [
            participation("01.11.2024", decided="15.10.2024"),
            participation("01.11.2024", decided="10.10.2024"),
        ],
        "01.11.2024 er vedtatt 10.10",
    ),
    (
        [
            participation("01.12.2024", decided="10.10.2024"),
            participation("01.11.2024", decided="20.10.2024"),
        ],
        "01.11.2024 er vedtatt 20.10",
    ),
    ([participation("01.10.2024")], "01.10.2024 er vedtatt 01.10"),
    (
        [
            participation("01.11.2024", decided="30.09.2024"),
            participation("01.12.2024", decided="01.10.2024"),
        ],
        "01.12.2024 er vedtatt 01.10",
    ),
]


@pytest.mark.parametrize(("again", "names"), AGAIN)
def test_what_lifts_an_end_is_named(again: list[Decision], names: str) -> None:
    [(holds, text)] = says(facts(START, event(GONE, "01.10.2024"), *again), "utvandret")
    assert not holds and names in text
    [source] = cited(facts(START, event(GONE, "01.10.2024"), *again), "utvandret")
    assert "registerets valg" in source


LIFTS = [
    # starts, decided, whether it lifts a move or emigration, and a stop or rejection, on 01.10.2024
    ("30.09.2024", "01.10.2024", False, False),
    ("01.10.2024", "01.10.2024", True, False),
    ("02.10.2024", "01.10.2024", True, True),
    ("02.10.2024", "30.09.2024", False, False),
    ("02.10.2024", "02.10.2024", True, True),
]


@pytest.mark.parametrize(("starts", "on", "an_event", "a_decision"), LIFTS)
def test_a_participation_lifts_what_it_starts_and_was_decided_since(
    starts: str, on: str, an_event: bool, a_decision: bool
) -> None:
    """It may start on the day of an event, but must start after a stop or a rejection (ours)."""
    again = participation(starts, decided=on)
    for reason, thing in ON_ITS_DAY[1:]:
        lifts = an_event if isinstance(thing, Event) else a_decision
        [(holds, text)] = says(facts(START, again, thing), reason)
        assert holds is not lifts, (reason, text)


AHEAD = "; deltakelsen fra 01.11.2024 ble vedtatt 30.09.2024, før den dagen, og opphever ikke dette"


@pytest.mark.parametrize(("reason", "thing"), ON_ITS_DAY[1:])
def test_a_participation_decided_ahead_is_named_beside_what_it_does_not_lift(
    reason: str, thing: Event | Decision
) -> None:
    ahead = participation("01.11.2024", decided="30.09.2024")
    [(holds, text)] = says(facts(START, ahead, thing), reason)
    assert holds and text.endswith(AHEAD)
    assert "registerets valg" in cited(facts(START, ahead, thing), reason)[0]
    assert "registerets valg" not in cited(facts(START, thing), reason)[0].partition("§ 44")[2]


BARE = Decision(DecisionKind.PARTICIPATION)
MOVES: list[tuple[CaseFacts, bool, str]] = [
    (
        facts(participation("01.10.2024", decided="01.09.2024"), event(MOVED, "01.10.2024", AWAY)),
        True,
        "programmet begynte 01.10.2024; deltakelsen fra 01.10.2024 ble vedtatt 01.09.2024",
    ),
    (facts(START, BARE, event(MOVED, "03.09.2024", AWAY)), True, "begynte 02.09.2024"),
    (facts(BARE, event(MOVED, "03.09.2024", AWAY)), False, "men ingen deltakelse er vedtatt"),
    (facts(START, event(MOVED, "03.09.2024", AWAY)), True, "programmet begynte 02.09.2024"),
    (
        facts(START, event(MOVED, "01.09.2024", AWAY)),
        False,
        "Flyttet 01.09.2024, før programmet begynte 02.09.2024",
    ),
    (
        facts(participation("02.12.2024"), START, event(MOVED, "01.09.2024", AWAY)),
        False,
        "Flyttet 01.09.2024, før programmet begynte 02.09.2024",
    ),
    (
        facts(START, event(MOVED, "01.10.2024")),
        False,
        "Flyttet 01.10.2024, men det er ukjent hvor personen flyttet fra eller til",
    ),
    (
        facts(START, replace(event(MOVED, "01.10.2024", AWAY), moved_to=None)),
        False,
        "Flyttet 01.10.2024, men det er ukjent hvor personen flyttet fra eller til",
    ),
    (
        facts(START, replace(event(MOVED, "01.10.2024", AWAY), moved_from=None)),
        False,
        "Flyttet 01.10.2024, men det er ukjent hvor personen flyttet fra eller til",
    ),
    (
        facts(event(MOVED, "01.10.2024", (BAERUM_2023, BAERUM_2024))),
        False,
        "Flyttet 01.10.2024 innen Bærum",
    ),
]


@pytest.mark.parametrize(("case", "holds", "text"), MOVES)
def test_a_move_of_a_participant_between_two_municipalities(
    case: CaseFacts, holds: bool, text: str
) -> None:
    [(found, because)] = says(case, "flyttet")
    assert found is holds and text in because


def test_why_a_move_is_none_is_cited_as_a_choice_of_the_register() -> None:
    reform = facts(START, event(MOVED, "01.10.2024", (BAERUM_2023, BAERUM_2024)))
    early = facts(START, event(MOVED, "01.09.2024", AWAY))
    real = facts(START, event(MOVED, "01.10.2024", AWAY))
    ahead = facts(START, event(MOVED, "10.12.2024", AWAY))
    for case, ours in (
        (reform, [choices.REFORM_IS_NO_MOVE]),
        (early, [choices.MOVED_ONLY_PARTICIPANTS]),
        (real, []),
        (ahead, []),
    ):
        [ground] = grounds(case, "flyttet")
        assert list(ground.sources[3:]) == ours


@pytest.mark.parametrize("kind", [STOP, REJECT])
def test_a_stop_or_a_rejection_without_a_day_is_not_there(kind: DecisionKind) -> None:
    reason = {STOP: "permanent-stans", REJECT: "avvist-program"}[kind]
    [(holds, text)] = says(facts(START, Decision(kind)), reason)
    assert not holds and text.startswith("Ikke registrert")
