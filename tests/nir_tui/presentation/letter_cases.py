"""Cases for explanations and letters: one for each possible outcome."""

from dataclasses import replace
from typing import Any

from models.cases.case import Person
from rules.code_lists import Completeness, DecisionKind, EventKind, Goal, Law
from rules.explanation import Explanation, explain_case
from rules.facts import CaseFacts, Decision
from tests.rules.build import (
    AALESUND,
    HARAM,
    KRISTIANSAND,
    VENNESLA,
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

STOP = DecisionKind.PERMANENT_STOP
PARTS = Goal.PARTS_OF_UPPER_SECONDARY
OLDER: dict[str, Any] = {"law": Law.INTRODUKSJONSLOVEN, "goal": None}
MOVED = event(EventKind.MOVED, "01.07.2024", (KRISTIANSAND, VENNESLA))
BEGUN = participation("18.03.2024")
AHEAD = participation("01.09.2024", decided="01.05.2024")

CASES: dict[str, tuple[CaseFacts, str]] = {
    "a passed deadline": (facts(BEGUN, measure("18.03.2024", None)), "09.12.2024"),
    "leave of ten working days in 2026": (
        facts(participation("01.02.2025"), leave("02.03.2026", "13.03.2026"), goal=PARTS),
        "01.06.2026",
    ),
    "leave of eleven working days from 2025 into 2026": (
        facts(participation("01.02.2025"), leave("23.12.2025", "12.01.2026"), goal=PARTS),
        "01.06.2026",
    ),
    "an extension past its cap, with leave on both sides of it": (
        facts(
            participation("18.03.2024", "17.09.2024"),
            leave("01.06.2024", "30.06.2024"),
            extended("31.12.2026", "01.09.2024"),
            extended("31.12.2024", "02.09.2024"),
            leave("01.11.2024", "30.11.2024"),
        ),
        "09.12.2024",
    ),
    "an extension within its cap": (
        facts(BEGUN, extended("31.01.2025", "01.09.2024"), extension(None)),
        "09.12.2024",
    ),
    "a stop with a participation decided ahead, and a later move": (
        facts(BEGUN, decided(STOP, "15.06.2024"), AHEAD, MOVED),
        "09.12.2024",
    ),
    "a stop that is lifted": (
        facts(BEGUN, decided(STOP, "15.06.2024"), participation("01.09.2024")),
        "09.12.2024",
    ),
    "introduksjonsloven": (
        facts(participation("30.04.2019"), leave("03.02.2020", "07.02.2020"), **OLDER),
        "01.06.2021",
    ),
    "a stop and a rejection under introduksjonsloven": (
        facts(
            participation("30.04.2019"),
            decided(STOP, "03.02.2020"),
            decided(DecisionKind.REJECTION, "03.02.2020"),
            **OLDER,
        ),
        "01.06.2021",
    ),
    "known from a NIR report": (
        facts(known=Completeness.REPORT, reported_deadline=day("01.06.2024")),
        "09.12.2024",
    ),
    "silenced by a municipality": (
        facts(BEGUN, active=termination("arbeid", "01.06.2024")),
        "09.12.2024",
    ),
    "silenced before the deadline": (
        facts(BEGUN, active=termination("arbeid", "01.06.2024")),
        "15.06.2024",
    ),
    "two stops, one without its day": (
        facts(BEGUN, Decision(STOP), decided(STOP, "01.06.2024")),
        "15.06.2024",
    ),
    "computed before, from the engine": (
        facts(BEGUN, active=computed("ikke-registrert", "18.09.2024")),
        "09.12.2024",
    ),
    "a start deadline that has passed": (
        facts(settled=day("31.08.2021"), goal=None),
        "09.12.2024",
    ),
    "a stored start deadline that has not": (
        facts(settled=day("31.08.2021"), stored_start_deadline=day("01.01.2026")),
        "09.12.2024",
    ),
    "a decision later than the start deadline": (
        facts(participation("18.03.2024"), stored_start_deadline=day("01.01.2024")),
        "01.06.2024",
    ),
    "a right that lapsed after the start": (
        facts(BEGUN, category_ended=day("01.06.2024")),
        "01.08.2024",
    ),
    "a right that lapsed before": (facts(category_ended=day("01.06.2024")), "01.08.2024"),
    "dead and emigrated, one day": (
        facts(BEGUN, event(EventKind.DIED, "01.06.2024"), event(EventKind.EMIGRATED, "01.06.2024")),
        "09.12.2024",
    ),
    "a move that is none, and one in the future": (
        facts(
            BEGUN,
            replace(MOVED, moved_to=KRISTIANSAND),
            replace(MOVED, date=day("01.01.2025")),
            replace(MOVED, moved_from=None),
        ),
        "01.08.2024",
    ),
    "facts that count for nothing": (
        facts(
            BEGUN,
            extension("01.10.2024", annulled=True),
            decided(DecisionKind.TEMPORARY_STOP, "01.06.2024"),
            leave("01.06.2024", None),
            leave("01.01.2024", "10.01.2024"),
            leave("01.02.2024", "20.03.2024"),
            leave("01.12.2025", "10.12.2025"),
        ),
        "01.08.2024",
    ),
    "a programme that may not be extended": (
        facts(
            participation("01.02.2026"),
            extended("01.09.2027", "01.05.2026"),
            goal=Goal.WORK_LACKS_UPPER_SECONDARY,
        ),
        "01.06.2026",
    ),
    "offered in 2026, with upper secondary education": (
        facts(participation("01.02.2026")),
        "01.03.2027",
    ),
    "formal education offered in 2025, as of 2025": (
        facts(participation("30.11.2025"), goal=Goal.UPPER_SECONDARY_OVER_25),
        "31.12.2025",
    ),
    "one day of leave, from the last day of a long month": (
        facts(participation("31.08.2024"), leave("02.09.2024", "02.09.2024")),
        "09.12.2024",
    ),
    "decided before the start deadline, twice": (
        facts(BEGUN, participation("01.05.2024"), stored_start_deadline=day("01.06.2025")),
        "01.06.2024",
    ),
    "back from a move and from abroad": (
        facts(
            BEGUN,
            MOVED,
            event(EventKind.EMIGRATED, "01.06.2024"),
            participation("01.09.2024"),
            category_ended=day("01.02.2024"),
        ),
        "01.10.2024",
    ),
    "moved before the start, and a municipality with a new number": (
        facts(
            participation("01.02.2025"),
            MOVED,
            event(EventKind.MOVED, "01.01.2024", (AALESUND, HARAM)),
        ),
        "01.03.2025",
    ),
    "moved without a programme": (facts(MOVED, goal=None), "09.12.2024"),
    "no end goal, and decisions without days": (
        facts(
            BEGUN,
            Decision(DecisionKind.LEAVE),
            Decision(STOP),
            leave("01.05.2024", "31.05.2024"),
            extended("31.12.2024", "01.09.2024"),
            settled=day("01.01.2022"),
            goal=None,
        ),
        "09.12.2024",
    ),
    "leaves that overlap": (
        facts(BEGUN, leave("01.04.2024", "30.04.2024"), leave("15.04.2024", "10.05.2024")),
        "09.12.2024",
    ),
    "two extensions to the same day": (
        facts(BEGUN, extended("31.01.2025", "01.08.2024"), extended("31.01.2025", "01.09.2024")),
        "09.12.2024",
    ),
}

PERSON = Person(1, "992400002200", "GRANITT", "FORNØYDE", "kvinne", None, "4204", None, None, 1)


def explained(name: str) -> Explanation:
    """Return the explanation of a case by its name."""
    case, as_of = CASES[name]
    return explain_case(case, day(as_of))
