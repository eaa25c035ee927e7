"""One person per interaction of rules: leave, extension, decisions made early, reform, § 8.

None of them is in the guide's own lists: they are under way, or under introduksjonsloven.
"""

from dataclasses import dataclass, field
from datetime import date

from models.changes.apply_change import apply_change
from models.changes.programme import AddDecision, SetGoal
from models.sample_data.demo.history import actor_on, run_nightly_engine
from models.sample_data.demo.people import NewPerson, add_event, add_person
from models.storage.register import Register
from rules.code_lists import Category, DecisionKind, EventKind, Goal, Law
from rules.duf_number import check_digits
from rules.facts import Decision

_WORK = Goal.WORK_LACKS_UPPER_SECONDARY
_BERGEN = "4601"
_AALESUND_2023, _HARAM = "1507", "1580"


@dataclass(frozen=True, slots=True)
class _RuleCase:
    """A person, when each decision was entered, and what the population register reported."""

    name: str
    settled: date
    decisions: tuple[Decision, ...]
    goal: Goal | None = _WORK
    law: Law = Law.INTEGRERINGSLOVEN
    municipality: str = _BERGEN
    born: date = date(1990, 5, 14)
    moved: tuple[date, str, str] | None = None
    looked_at: tuple[date, ...] = field(default=())


def _participation(start: date, decided: date | None = None) -> Decision:
    return Decision(DecisionKind.PARTICIPATION, decided or start, start)


def _leave(start: date, end: date) -> Decision:
    return Decision(DecisionKind.LEAVE, start, start, end)


def _extension(decided: date, start: date, end: date) -> Decision:
    return Decision(DecisionKind.EXTENSION, decided, start, end)


_CASES = (
    # Two leaves; the second begins after the original end, which the first postpones: 15.12.2025.
    _RuleCase(
        "Asma, Haidari",
        date(2022, 8, 1),
        (
            _participation(date(2022, 11, 15)),
            _leave(date(2023, 3, 1), date(2023, 12, 30)),
            _leave(date(2025, 1, 15), date(2025, 4, 14)),
        ),
    ),
    # Only leave after the extension was decided is added to its last day: 15.06.2025.
    _RuleCase(
        "Mehari, Tesfay",
        date(2022, 8, 1),
        (
            _participation(date(2022, 11, 15)),
            _extension(date(2024, 6, 3), date(2024, 11, 16), date(2025, 5, 15)),
            _leave(date(2024, 8, 1), date(2024, 8, 31)),
        ),
    ),
    # Six months and six more from the last day of a month, added in one step: 31.08.2025.
    _RuleCase(
        "Olena, Bondar",
        date(2024, 5, 6),
        (
            _participation(date(2024, 8, 31)),
            _extension(date(2024, 11, 4), date(2025, 3, 1), date(2025, 8, 31)),
        ),
        goal=Goal.WORK_HAS_UPPER_SECONDARY,
    ),
    # The next period was decided before the stop, so it says nothing about it.
    _RuleCase(
        "Daniel, Habte",
        date(2018, 10, 1),
        (
            _participation(date(2019, 1, 9)),
            _participation(date(2020, 9, 2), date(2019, 12, 20)),
            Decision(DecisionKind.PERMANENT_STOP, date(2020, 5, 4)),
        ),
        goal=None,
        law=Law.INTRODUKSJONSLOVEN,
        looked_at=(date(2020, 5, 4),),
    ),
    # Leave of five days under introduksjonsloven, which has no threshold: 05.05.2021.
    _RuleCase(
        "Zahra, Rezai",
        date(2019, 2, 4),
        (_participation(date(2019, 4, 30)), _leave(date(2020, 2, 3), date(2020, 2, 7))),
        goal=None,
        law=Law.INTRODUKSJONSLOVEN,
        looked_at=(date(2021, 5, 5),),
    ),
    # Ålesund was divided that day: Haram is a new number, and nobody has moved.
    _RuleCase(
        "Selam, Gebre",
        date(2023, 3, 6),
        (_participation(date(2023, 6, 5)),),
        municipality=_HARAM,
        moved=(date(2024, 1, 1), _AALESUND_2023, _HARAM),
    ),
    # The first decision is dated after the start deadline of § 8.
    _RuleCase("Nadia, Karimi", date(2022, 3, 1), (_participation(date(2024, 4, 15)),)),
    # A goal for those under 25, set for one who is older.
    _RuleCase(
        "Tekle, Woldu",
        date(2024, 2, 5),
        (_participation(date(2024, 5, 6)),),
        goal=Goal.UPPER_SECONDARY_UNDER_25,
    ),
)
RULE_CASES = len(_CASES)
_FIRST_SERIAL = 900


def add_rule_cases(register: Register) -> None:
    """Enter the persons, each decision on its day."""
    for number, case in enumerate(_CASES):
        _enter(register, case, f"99{case.settled:%y}{_FIRST_SERIAL + number:06d}")


def _enter(register: Register, case: _RuleCase, first_ten: str) -> None:
    duf = first_ten + check_digits(first_ten)
    first_name, last_name = case.name.split(", ")
    add_person(
        register,
        NewPerson(
            duf,
            first_name,
            last_name,
            "K" if int(duf[9]) % 2 else "M",
            case.born,
            case.law,
            Category.RIGHT_AND_DUTY,
            case.municipality,
            settled=case.settled,
        ),
    )
    user = f"{case.municipality}-KRSO"
    for number, decision in enumerate(case.decisions):
        actor = actor_on(user, decision.date or case.settled)
        if not number and case.goal:
            apply_change(register, actor, duf, SetGoal(case.goal), confirmed=True)
        apply_change(register, actor, duf, AddDecision(decision), confirmed=True)
    if case.moved:
        day, moved_from, moved_to = case.moved
        add_event(duf, EventKind.MOVED, day, moved_from, moved_to)
    for day in case.looked_at:
        run_nightly_engine(register, duf, day)
