"""The codes that this version knows, by the text that is stored.

A newer version may have written others. They are refused where stored values are read, so no code
after that meets one: a list without those rows would be wrong, and a change of such a case too.
"""

from collections.abc import Container
from functools import cache
from typing import TypeVar

from models.access import Role
from models.errors import UnknownCode
from rules.code_lists import (
    Category,
    Completeness,
    DecisionKind,
    EventKind,
    Goal,
    Labelled,
    Law,
    MeasureKind,
    Status,
    TerminationKind,
    WaitingFor,
)
from rules.reasons import REASONS

ValueT = TypeVar("ValueT")
LabelledT = TypeVar("LabelledT", bound=Labelled)


class KnownCodes(dict[str, ValueT]):
    """Values by stored code. A code that is not among them raises UnknownCode."""

    def __missing__(self, code: str) -> ValueT:
        raise UnknownCode(code)


def known_codes(kind: type[LabelledT]) -> KnownCodes[LabelledT]:
    """Return the items of a code list by their slugs."""
    return KnownCodes({str(item): item for item in kind})


LAWS = known_codes(Law)
CATEGORIES = known_codes(Category)
GOALS = known_codes(Goal)
STATUSES_BY_CODE = known_codes(Status)
COMPLETENESS = known_codes(Completeness)
DECISION_KINDS = known_codes(DecisionKind)
MEASURE_KINDS = known_codes(MeasureKind)
EVENT_KINDS = known_codes(EventKind)
TERMINATION_KINDS = known_codes(TerminationKind)
WAITING_FOR = known_codes(WaitingFor)
ROLES = known_codes(Role)
REASON_CODES = KnownCodes({code: code for code in REASONS})


_OF_A_ROW: tuple[Container[str | None], ...] = (
    *(LAWS, CATEGORIES, STATUSES_BY_CODE),
    *({*GOALS, None}, {*REASON_CODES, None}),
)


@cache
def require_known_codes(
    law: str, category: str, status: str, goal: str | None, reason: str | None
) -> None:
    """Raise UnknownCode if a list row has a code that this version does not know.

    Cached: a million rows have the same few thousand combinations.
    """
    of_row = (law, category, status, goal, reason)
    for known, code in zip(_OF_A_ROW, of_row, strict=True):
        if code not in known:
            raise UnknownCode(str(code))
