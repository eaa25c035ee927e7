"""The composition of a synthetic register: where persons live, how programmes end, which names."""

from dataclasses import dataclass
from enum import StrEnum, auto
from itertools import accumulate

from models.reference_data.municipalities import Reference
from rules.code_lists import Category, Goal
from rules.reasons import MUNICIPALITY_REASONS

SHARE_OF_THE_LARGEST = 0.12
SHARE_EXTENDED = 0.10
SHARE_ON_LEAVE = 0.05
SHARE_SUPERSEDED = 0.032
"""The share of ended cases with each of two kinds of history: 6 % of all rows are then history."""
SHARE_UNDER_THE_OLD_LAW = 0.22

LARGEST_FIRST = (
    *("0301", "4601", "5001", "1103", "3201", "4204", "3301", "3107", "3203", "3205", "1108"),
    *("3907", "5501", "4003", "3105", "3403", "1506", "1804", "3305", "1508", "3420", "4223"),
)


class Outcome(StrEnum):
    """How a person's case turns out."""

    UNDER_WAY = auto()
    LACKS_DECISION = auto()
    LACKS_GOAL = auto()
    NOT_REGISTERED = auto()
    STOPPED = auto()
    LATE_GOAL = auto()
    NEVER_OFFERED = auto()
    MOVED = auto()
    EMIGRATED = auto()
    DIED = auto()
    NOT_IN_CATEGORY = auto()
    REJECTED = auto()
    REGISTERED = auto()


OUTCOME_DISTRIBUTION = {
    Outcome.UNDER_WAY: 8.0,
    Outcome.LACKS_DECISION: 3.0,
    Outcome.LACKS_GOAL: 3.6,
    Outcome.NOT_REGISTERED: 8.3,
    Outcome.STOPPED: 2.6,
    Outcome.LATE_GOAL: 2.5,
    Outcome.NEVER_OFFERED: 1.5,
    Outcome.MOVED: 2.4,
    Outcome.EMIGRATED: 1.4,
    Outcome.DIED: 0.7,
    Outcome.NOT_IN_CATEGORY: 1.0,
    Outcome.REJECTED: 1.0,
    Outcome.REGISTERED: 64.0,
}
"""The weights of the outcomes. About 15 % of the terminations need correction."""

_OFTEN = {"arbeid": 20, "vgo-yrkesfag": 9, "arbeid-vgo": 7, "hoyere-utdanning": 5, "grunnskole": 5}
REASON_DISTRIBUTION = {reason.code: _OFTEN.get(reason.code, 2) for reason in MUNICIPALITY_REASONS}
CATEGORY_DISTRIBUTION = {
    str(Category.RIGHT_AND_DUTY): 6,
    str(Category.RIGHT): 3,
    str(Category.MAY_BE_OFFERED): 1,
}
GOAL_DISTRIBUTION = {
    Goal.WORK_HAS_UPPER_SECONDARY: 4,
    Goal.HIGHER_EDUCATION: 2,
    Goal.REQUALIFICATION: 1,
    Goal.WORK_LACKS_UPPER_SECONDARY: 5,
    Goal.UPPER_SECONDARY_UNDER_25: 2,
    Goal.UPPER_SECONDARY_OVER_25: 3,
    Goal.VOCATIONAL_TRAINING: 2,
    Goal.PARTS_OF_UPPER_SECONDARY: 2,
    Goal.PRIMARY_SCHOOL: 2,
}
LANGUAGES = {
    **{"ukrainian": 30, "arabic": 26, "somali": 12, "tigrinya": 12, "persian": 8, "dari": 8},
    **{"kurdish": 8, "congolese": 8, "turkish": 5, "swahili": 4, "pashto": 4, "amharic": 4},
}
"""The weights of the languages of the name lists; a language not listed has weight 1."""


@dataclass(frozen=True, slots=True)
class Weighted:
    """Values with their cumulative weights, as `random.choices` takes them."""

    things: tuple[str, ...]
    cumulated: tuple[float, ...]


def weighted(weights: dict[str, float]) -> Weighted:
    """Cumulate weights once, for a million draws."""
    return Weighted(tuple(weights), tuple(accumulate(weights.values())))


def municipalities(reference: Reference) -> Weighted:
    """Return today's municipalities, weighted: the largest's fixed share, then less by rank."""
    numbers = [municipality.number for municipality in reference.current()]
    order = {number: rank for rank, number in enumerate(LARGEST_FIRST)}
    numbers.sort(key=lambda number: (order.get(number, len(order)), number))
    rest = {number: 1 / (rank + 2) ** 0.85 for rank, number in enumerate(numbers[1:], 1)}
    room = (1 - SHARE_OF_THE_LARGEST) / sum(rest.values())
    shares = {number: weight * room for number, weight in rest.items()}
    return weighted({numbers[0]: SHARE_OF_THE_LARGEST, **shares})
