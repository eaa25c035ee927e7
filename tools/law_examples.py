"""The example cases of docs/law.md, at least one for each paragraph of how a programme ends."""

from datetime import date

from rules.code_lists import Category, DecisionKind, EventKind, Goal, Law
from rules.facts import CaseFacts, Decision, Event
from rules.place import Place

_KRISTIANSAND = Place("4204", "Kristiansand", "4204")
_VENNESLA = Place("4223", "Vennesla", "4223")


def _participation(start: date) -> Decision:
    return Decision(DecisionKind.PARTICIPATION, start, start)


def _leave(start: date, end: date) -> Decision:
    return Decision(DecisionKind.LEAVE, start, start, end)


def _case(goal: Goal | None, *decisions: Decision, **given: object) -> CaseFacts:
    law = given.pop("law", Law.INTEGRERINGSLOVEN)
    assert isinstance(law, Law)
    return CaseFacts(law, Category.RIGHT_AND_DUTY, goal, decisions=decisions, **given)  # type: ignore[arg-type]


_MAY_2023 = date(2023, 5, 1)

EXAMPLES: tuple[tuple[CaseFacts, date], ...] = (
    (
        _case(
            Goal.WORK_LACKS_UPPER_SECONDARY,
            _participation(date(2021, 11, 15)),
            _leave(date(2022, 3, 1), date(2022, 12, 30)),
            settled=date(2021, 9, 1),
        ),
        date(2024, 12, 9),
    ),
    (
        _case(
            Goal.WORK_HAS_UPPER_SECONDARY,
            _participation(date(2024, 3, 18)),
            Decision(
                DecisionKind.EXTENSION, date(2024, 9, 1), date(2024, 9, 19), date(2025, 1, 31)
            ),
            settled=date(2024, 1, 10),
        ),
        date(2024, 12, 9),
    ),
    (
        _case(
            Goal.UPPER_SECONDARY_OVER_25,
            _participation(date(2025, 2, 1)),
            _leave(date(2026, 3, 2), date(2026, 3, 16)),
        ),
        date(2026, 12, 1),
    ),
    (_case(Goal.PARTS_OF_UPPER_SECONDARY, _participation(date(2025, 2, 1))), date(2026, 12, 1)),
    (_case(Goal.VOCATIONAL_TRAINING, _participation(date(2025, 2, 1))), date(2026, 12, 1)),
    (_case(Goal.WORK_LACKS_UPPER_SECONDARY, _participation(date(2026, 2, 1))), date(2026, 12, 1)),
    (_case(Goal.WORK_HAS_UPPER_SECONDARY, _participation(date(2026, 2, 1))), date(2027, 3, 1)),
    (
        _case(
            None,
            _participation(date(2019, 4, 30)),
            _leave(date(2020, 2, 3), date(2020, 2, 7)),
            law=Law.INTRODUKSJONSLOVEN,
            settled=date(2019, 2, 1),
        ),
        date(2021, 6, 1),
    ),
    (
        _case(
            None,
            _participation(date(2019, 4, 30)),
            Decision(DecisionKind.PERMANENT_STOP, date(2020, 2, 3)),
            Decision(DecisionKind.REJECTION, date(2020, 3, 3)),
            law=Law.INTRODUKSJONSLOVEN,
        ),
        date(2021, 6, 1),
    ),
    (
        _case(
            Goal.WORK_LACKS_UPPER_SECONDARY,
            _participation(date(2023, 1, 9)),
            Decision(DecisionKind.PARTICIPATION, date(2023, 12, 20), date(2024, 9, 2)),
            Decision(DecisionKind.PERMANENT_STOP, date(2024, 5, 2)),
            settled=date(2022, 11, 1),
        ),
        date(2024, 12, 9),
    ),
    (
        _case(
            Goal.WORK_LACKS_UPPER_SECONDARY,
            _participation(date(2023, 9, 1)),
            category_ended=date(2023, 10, 1),
            events=(Event(EventKind.MOVED, date(2024, 2, 1), _KRISTIANSAND, _VENNESLA),),
        ),
        date(2024, 12, 9),
    ),
    (
        _case(
            Goal.WORK_LACKS_UPPER_SECONDARY,
            Decision(DecisionKind.REJECTION, date(2023, 3, 1)),
            category_ended=_MAY_2023,
        ),
        date(2024, 12, 9),
    ),
)
"""Facts, and the day as of which the engine computes."""
