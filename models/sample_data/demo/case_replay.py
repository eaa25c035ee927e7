"""Replay of a drawn case: each fact is entered on its day, and the engine runs at night."""

from datetime import date, timedelta

from models.changes.apply_change import apply_change
from models.changes.programme import AddDecision, AddMeasure, SetGoal
from models.changes.terminations import RegisterTermination
from models.sample_data.demo.case_generator import GeneratedCase
from models.sample_data.demo.history import actor_on, run_nightly_engine
from models.sample_data.demo.people import add_event, add_person
from models.storage.register import Register
from rules.code_lists import DecisionKind, EventKind, MeasureKind
from rules.facts import Decision, Measure

_INITIALS = ("ASGE", "NIBO", "MABE", "KRSO", "TOHA")
_SOMEWHERE_ELSE = ("4215", "1108", "3107", "3401", "1806")


def replay(register: Register, life: GeneratedCase, today: date) -> None:
    """Enter the person, begin the programme, and end it as drawn."""
    add_person(register, life.person)
    if life.participates:
        _begin(register, life, today)
    if life.participates and not life.ends and not life.outcome.ends_soon:
        _go_on(register, life, today)
    if life.ends and life.outcome.by_engine:
        _end_by_engine(register, life)
    elif life.ends:
        _end_by_municipality(register, life)


def _begin(register: Register, life: GeneratedCase, today: date) -> None:
    duf, actor = life.person.duf, actor_on(_user(life), life.start)
    if life.goal:
        apply_change(register, actor, duf, SetGoal(life.goal), confirmed=True)
    decided = life.start - timedelta(days=life.chance.randint(3, 20))
    apply_change(
        register, actor, duf, AddDecision(Decision(DecisionKind.PARTICIPATION, decided, life.start))
    )
    kinds = life.chance.sample(list(MeasureKind), life.chance.randint(1, 3))
    for kind in kinds:
        first = life.start + timedelta(days=life.chance.randint(0, 30))
        last = life.deadline - timedelta(days=life.chance.randint(0, 90))
        if first <= today and first <= last:
            apply_change(
                register, actor_on(_user(life), first), duf, AddMeasure(Measure(kind, first, last))
            )


def _go_on(register: Register, life: GeneratedCase, today: date) -> None:
    """Give some of the cases under way an extension, and some of them a leave."""
    duf, chance = life.person.duf, life.chance
    day = min(today, life.start + timedelta(days=100))
    actor = actor_on(_user(life), day)
    if life.goal and life.deadline < life.longest_extension and chance.random() < 0.25:
        end = min(life.longest_extension, life.deadline + timedelta(days=chance.randint(60, 180)))
        first = life.deadline + timedelta(days=1)
        apply_change(
            register, actor, duf, AddDecision(Decision(DecisionKind.EXTENSION, day, first, end))
        )
    if chance.random() < 0.2:
        first = life.start + timedelta(days=chance.randint(20, 60))
        last = first + timedelta(days=chance.randint(10, 90)) if chance.random() < 0.7 else None
        apply_change(
            register, actor, duf, AddDecision(Decision(DecisionKind.LEAVE, first, first, last))
        )


def _end_by_engine(register: Register, life: GeneratedCase) -> None:
    duf, ends = life.person.duf, life.ends
    if ends is None:
        return
    actor = actor_on(_user(life), ends)
    match life.outcome.reason:
        case "permanent-stans":
            _decide_ahead(register, life, ends)
            apply_change(
                register, actor, duf, AddDecision(Decision(DecisionKind.PERMANENT_STOP, date=ends))
            )
        case "avvist-program":
            apply_change(
                register, actor, duf, AddDecision(Decision(DecisionKind.REJECTION, date=ends))
            )
        case "flyttet":
            to = life.chance.choice(_SOMEWHERE_ELSE)
            add_event(duf, EventKind.MOVED, ends, life.municipality, to)
        case "utvandret":
            add_event(duf, EventKind.EMIGRATED, ends)
        case "dod":
            add_event(duf, EventKind.DIED, ends)
    run_nightly_engine(register, duf, ends)


def _decide_ahead(register: Register, life: GeneratedCase, ends: date) -> None:
    """For every third person, decide the next period when the first begins, before its end."""
    duf = life.person.duf
    if int(duf[7:10]) % 3 == 0:
        starts = ends + timedelta(days=60)
        ahead = Decision(DecisionKind.PARTICIPATION, life.start, starts)
        apply_change(
            register, actor_on(_user(life), life.start), duf, AddDecision(ahead), confirmed=True
        )


def _end_by_municipality(register: Register, life: GeneratedCase) -> None:
    """Register the municipality's termination; after the deadline, the engine runs first."""
    if life.ends is None or life.registered is None:
        return
    if life.registered > life.deadline:
        run_nightly_engine(register, life.person.duf, life.deadline)
    apply_change(
        register,
        actor_on(_user(life), life.registered),
        life.person.duf,
        RegisterTermination(life.outcome.reason, life.ends, life.hours),
        confirmed=True,
    )


def _user(life: GeneratedCase) -> str:
    return f"{life.municipality}-{_INITIALS[int(life.person.duf[9]) % len(_INITIALS)]}"
