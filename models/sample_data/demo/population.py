"""The generated population: reproducible, plausible, with every reason and category, both laws.

Under integreringsloven it fills the report up to the guide's 346 rows, and Kristiansand's
computed terminations of 2024 up to the guide's ten, without adding one that needs correction.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from models.engine.run import Progress
from models.sample_data.demo.case_generator import Ending, GeneratedCase, draw_life
from models.sample_data.demo.case_replay import replay
from models.storage.register import Register
from rules.code_lists import Law
from rules.reasons import ENGINE_REASONS, MUNICIPALITY_REASONS

ROWS_OF_THE_GUIDE = 346
PERSONS_OF_THE_GUIDE = 9
ENDED_UNDER_THE_OLD_LAW = 84
UNDER_WAY = 130
SOON = 6
"""The number of added persons in Kristiansand with a completion deadline in the next four weeks."""

_SEED = 20241209

KRISTIANSAND = "4204"
_KRISTIANSAND_2024 = ("utvandret", "flyttet", "dod", "ikke-i-kategori")
"""With the guide's six these make its ten; none of the four needs correction."""

_MUNICIPALITY_WEIGHTS = {"arbeid": 8, "vgo-yrkesfag": 4, "arbeid-vgo": 3, "hoyere-utdanning": 3}
_ENGINE_WEIGHTS = {"ikke-registrert": 6, "permanent-stans": 2, "flyttet": 2, "avvist-program": 1}


def add_population(register: Register, today: date, progress: Progress | None = None) -> None:
    """Draw the population and replay every case up to today."""
    lives = list(_lives(random.Random(_SEED), today))
    for number, life in enumerate(lives, 1):
        replay(register, life, today)
        if progress:
            progress(number, len(lives))


def _lives(chance: random.Random, today: date) -> Iterator[GeneratedCase]:
    ended = ROWS_OF_THE_GUIDE - PERSONS_OF_THE_GUIDE
    serial = 100
    for law, outcome, place in _plan(chance, ended):
        serial += 1
        while True:
            life = draw_life(chance, serial, law, outcome, today, place)
            if life and _fits(life, outcome, place, today):
                break
        yield life


def _plan(chance: random.Random, ended: int) -> Iterator[tuple[Law, Ending, str | None]]:
    """Yield law, ending and place of each case: each reason at least twice, then by weight."""
    new, old = Law.INTEGRERINGSLOVEN, Law.INTRODUKSJONSLOVEN
    for reason in _KRISTIANSAND_2024:
        yield new, Ending(reason, by_engine=True), KRISTIANSAND
    outcomes = _outcomes()
    for outcome in _drawn(chance, outcomes, ended - len(_KRISTIANSAND_2024)):
        yield new, outcome, None
    for outcome in _drawn(chance, outcomes, ENDED_UNDER_THE_OLD_LAW):
        yield old, outcome, None
    for _ in range(UNDER_WAY):
        yield new, Ending(None), None
    for _ in range(SOON):
        yield new, Ending(None, ends_soon=True), KRISTIANSAND


def _outcomes() -> dict[Ending, int]:
    weights = {
        Ending(r.code, by_engine=False): _MUNICIPALITY_WEIGHTS.get(r.code, 1)
        for r in MUNICIPALITY_REASONS
    }
    weights |= {
        Ending(r.code, by_engine=True): _ENGINE_WEIGHTS.get(r.code, 1) for r in ENGINE_REASONS
    }
    return weights


def _drawn(chance: random.Random, weights: dict[Ending, int], count: int) -> Iterator[Ending]:
    outcomes = list(weights)
    certain = (outcomes * 2)[:count]
    yield from certain
    yield from chance.choices(outcomes, list(weights.values()), k=count - len(certain))


def _fits(life: GeneratedCase, outcome: Ending, place: str | None, today: date) -> bool:
    if outcome.ends_soon:
        return today < life.deadline <= today + timedelta(weeks=4) and life.lacks is None
    return place is not None or not _in_the_guides_list(life)


def _in_the_guides_list(life: GeneratedCase) -> bool:
    """Return whether the case would add a row to Kristiansand's list of 2024."""
    return (
        life.law is Law.INTEGRERINGSLOVEN
        and life.municipality == KRISTIANSAND
        and life.outcome.by_engine
        and life.ends is not None
        and life.ends.year == 2024
    )
