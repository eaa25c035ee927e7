"""The guide's own persons and cases, made from facts: sections 3, 6-8 and 9-10."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.changes.apply_change import apply_change
from models.changes.programme import AddDecision, AddMeasure, SetGoal
from models.changes.terminations import RegisterTermination
from models.sample_data.demo.history import actor_on, run_nightly_engine
from models.sample_data.demo.people import NewPerson, add_event, add_person
from models.storage.register import Register
from rules.code_lists import Category, DecisionKind, EventKind, Goal, Law, MeasureKind
from rules.facts import Decision, Measure

KRISTIANSAND, VENNESLA = "4204", "4223"
BAERUM_2022 = "3024"
"""Bærum's number until 2024; it is 3201 today."""

_CASE_WORKER = "4204-MABE"
_GOAL = Goal.WORK_HAS_UPPER_SECONDARY


@dataclass(frozen=True, slots=True)
class _Participant:
    """A person of the guide, with the facts that are entered in the same way for all."""

    duf: str
    name: str
    sex: str
    born: date
    category: Category
    settled: date
    goal: Goal | None = _GOAL
    start: date | None = None
    municipality: str = KRISTIANSAND
    user: str = _CASE_WORKER


def add_guide_persons(register: Register) -> None:
    """Add section 3's six persons, section 7's stop, 9-10's deadline, and 6 and 8's education."""
    _not_registered(register)
    _moved(register)
    _rejected(register)
    _start_deadline_expired(register)
    _emigrated(register)
    _permanently_stopped(register)
    _stop_superseded_by_work(register)
    _deadline_superseded_by_work(register)
    _upper_secondary(register)


def _not_registered(register: Register) -> None:
    """Section 3: the deadline of six months passed on 18.09.2024."""
    duf = _enter(
        register,
        _Participant(
            "992400002200",
            "FORNØYDE, GRANITT",
            "K",
            date(1991, 5, 14),
            Category.RIGHT,
            settled=date(2023, 3, 1),
            start=date(2024, 3, 18),
        ),
    )
    _measure(register, duf, MeasureKind.NORWEGIAN, date(2024, 3, 20), date(2024, 12, 1))
    run_nightly_engine(register, duf, date(2024, 9, 18))


def _moved(register: Register) -> None:
    """Section 3: moved to another municipality on 16.08.2024."""
    duf = _enter(
        register,
        _Participant(
            "992400001009",
            "LEVENDE, LØFT",
            "M",
            date(1988, 11, 2),
            Category.MAY_BE_OFFERED,
            settled=date(2023, 9, 11),
            start=date(2024, 3, 4),
        ),
    )
    add_event(duf, EventKind.MOVED, date(2024, 8, 16), KRISTIANSAND, VENNESLA)
    run_nightly_engine(register, duf, date(2024, 8, 16))


def _rejected(register: Register) -> None:
    """Section 3: rejected the programme on 22.03.2024."""
    duf = _enter(
        register,
        _Participant(
            "988822031177",
            "VANNKLARE, GAMLEBY",
            "M",
            date(1979, 1, 27),
            Category.RIGHT,
            settled=date(2023, 10, 2),
        ),
    )
    day = date(2024, 3, 22)
    apply_change(
        register,
        actor_on(_CASE_WORKER, day),
        duf,
        AddDecision(Decision(DecisionKind.REJECTION, date=day)),
    )


def _start_deadline_expired(register: Register) -> None:
    """Section 3: participates, but the goal was not registered by 26.09.2024."""
    duf = _enter(
        register,
        _Participant(
            "988818011199",
            "PLIKTOPPFYLLENDE, MYSTIKK",
            "K",
            date(1995, 7, 8),
            Category.RIGHT_AND_DUTY,
            settled=date(2022, 9, 26),
            goal=None,
            start=date(2023, 1, 9),
        ),
    )
    _measure(register, duf, MeasureKind.SOCIAL_STUDIES, date(2023, 1, 16), date(2023, 6, 16))
    run_nightly_engine(register, duf, date(2024, 9, 26))


def _emigrated(register: Register) -> None:
    """Section 3: left the country on 27.08.2024."""
    duf = _enter(
        register,
        _Participant(
            "977722031133",
            "GLADE, MELKEVEIEN",
            "M",
            date(1985, 3, 19),
            Category.RIGHT,
            settled=date(2023, 11, 20),
            start=date(2024, 4, 2),
        ),
    )
    add_event(duf, EventKind.EMIGRATED, date(2024, 8, 27))
    run_nightly_engine(register, duf, date(2024, 8, 27))


def _permanently_stopped(register: Register) -> None:
    """Section 3: stopped for good on 02.09.2024; the reason is not registered."""
    duf = _enter(
        register,
        _Participant(
            "977722031104",
            "VENNLIGE, MAJESTET",
            "K",
            date(1999, 12, 30),
            Category.RIGHT,
            settled=date(2023, 12, 4),
            start=date(2024, 5, 6),
        ),
    )
    _measure(register, duf, MeasureKind.WORK_PRACTICE, date(2024, 6, 3), date(2024, 10, 31))
    day = date(2024, 9, 2)
    stop = Decision(DecisionKind.PERMANENT_STOP, date=day)
    apply_change(register, actor_on(_CASE_WORKER, day), duf, AddDecision(stop))


def _stop_superseded_by_work(register: Register) -> None:
    """Section 7: Bærum's permanent stop, then `Arbeid` with 30,0 hours by 3025-ASGE."""
    duf = _enter(
        register,
        _Participant(
            "992200001432",
            "TÅLMODIGE, FJELLVIDDE",
            "M",
            date(1983, 8, 21),
            Category.RIGHT_AND_DUTY,
            settled=date(2021, 10, 18),
            goal=Goal.WORK_LACKS_UPPER_SECONDARY,
            start=date(2022, 2, 1),
            municipality=BAERUM_2022,
            user="3025-ASGE",
        ),
    )
    day = date(2022, 9, 14)
    stop = Decision(DecisionKind.PERMANENT_STOP, date=day)
    apply_change(register, actor_on("3025-ASGE", day), duf, AddDecision(stop))
    apply_change(
        register,
        actor_on("3025-ASGE", date(2022, 9, 20)),
        duf,
        RegisterTermination("arbeid", day, Decimal(30)),
        confirmed=True,
    )


def _deadline_superseded_by_work(register: Register) -> None:
    """Sections 1, 9 and 10: the deadline 15.11.2023 in Vennesla, then `Arbeid` by ces."""
    duf = _enter(
        register,
        _Participant(
            "992100003178",
            "RAUSE, HEIMLI",
            "K",
            date(1990, 2, 11),
            Category.RIGHT_AND_DUTY,
            settled=date(2021, 6, 7),
            goal=Goal.WORK_LACKS_UPPER_SECONDARY,
            start=date(2021, 11, 15),
            municipality=VENNESLA,
            user="ces",
        ),
    )
    deadline = date(2023, 11, 15)
    run_nightly_engine(register, duf, deadline)
    apply_change(
        register,
        actor_on("ces", date(2023, 11, 28)),
        duf,
        RegisterTermination("arbeid", deadline, Decimal(30)),
        confirmed=True,
    )


def _upper_secondary(register: Register) -> None:
    """Sections 6 and 8: ended in Bærum 21.06.2021, registered 08.06.2021; measures run past it."""
    duf = _enter(
        register,
        _Participant(
            "992000004455",
            "NYSGJERRIGE, BJØRKELUND",
            "K",
            date(2001, 9, 3),
            Category.RIGHT_AND_DUTY,
            settled=date(2020, 11, 9),
            goal=Goal.UPPER_SECONDARY_UNDER_25,
            start=date(2021, 1, 18),
            municipality=BAERUM_2022,
            user="3024-NIBO",
        ),
    )
    _measure(
        register,
        duf,
        MeasureKind.UPPER_SECONDARY,
        date(2021, 1, 25),
        date(2022, 6, 17),
        "3024-NIBO",
    )
    _measure(
        register, duf, MeasureKind.NORWEGIAN, date(2021, 1, 25), date(2021, 12, 17), "3024-NIBO"
    )
    apply_change(
        register,
        actor_on("3024-NIBO", date(2021, 6, 8)),
        duf,
        RegisterTermination("vgo-studiespesialisering", date(2021, 6, 21)),
        confirmed=True,
    )


def _enter(register: Register, who: _Participant) -> str:
    """Enter a person with goal and participation decision, on the days these were made."""
    first_name, last_name = who.name.split(", ")
    add_person(
        register,
        NewPerson(
            who.duf,
            first_name,
            last_name,
            who.sex,
            who.born,
            Law.INTEGRERINGSLOVEN,
            who.category,
            who.municipality,
            settled=who.settled,
        ),
    )
    decided = who.start or who.settled
    actor = actor_on(who.user, decided)
    if who.goal:
        apply_change(register, actor, who.duf, SetGoal(who.goal), confirmed=True)
    if who.start:
        participation = Decision(DecisionKind.PARTICIPATION, decided, who.start)
        apply_change(register, actor, who.duf, AddDecision(participation))
    return who.duf


def _measure(
    register: Register,
    duf: str,
    kind: MeasureKind,
    start: date,
    end: date,
    user: str = _CASE_WORKER,
) -> None:
    apply_change(register, actor_on(user, start), duf, AddMeasure(Measure(kind, start, end)))
