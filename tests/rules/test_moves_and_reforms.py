"""A move or a reform: in a reform the old number ended the day before the new one began (ours)."""

from dataclasses import replace

import pytest

from rules.code_lists import EventKind
from rules.moves import no_real_move
from rules.place import Place
from tests.rules.build import (
    AALESUND,
    ASKER,
    BAERUM_2023,
    BAERUM_2024,
    BAERUM_ENDING,
    HARAM,
    KRISTIANSAND,
    VENNESLA,
    day,
    event,
)

REFORM = (
    "Kommunenummeret ble et annet 01.01.2024, fra Ålesund til Haram: en reform er ingen flytting"
)
ENDED_EARLIER = replace(AALESUND, ended=day("30.12.2023"))
BEGAN_LATER, BEGAN_EARLIER = (
    replace(HARAM, began=day(began)) for began in ("02.01.2024", "31.12.2023")
)

MOVES: list[tuple[Place, Place, str, str | None, str]] = [
    (AALESUND, HARAM, "01.01.2024", REFORM, "1507 to 1580 on the day of the reform"),
    (AALESUND, HARAM, "31.12.2023", None, "a day before it"),
    (AALESUND, HARAM, "02.01.2024", None, "a day after it"),
    (ENDED_EARLIER, HARAM, "01.01.2024", None, "the old number had ended before"),
    (AALESUND, BEGAN_LATER, "01.01.2024", None, "the new number had not begun"),
    (AALESUND, BEGAN_EARLIER, "01.01.2024", None, "the new number had begun before"),
    (BAERUM_ENDING, ASKER, "01.01.2024", None, "no successor in common"),
    (KRISTIANSAND, VENNESLA, "01.01.2024", None, "two municipalities that both go on"),
    (BAERUM_2023, BAERUM_2024, "01.01.2024", "Flyttet 01.01.2024 innen Bærum", "two numbers"),
]


@pytest.mark.parametrize(("old", "new", "on", "says", "why"), MOVES)
def test_what_is_no_real_move(old: Place, new: Place, on: str, says: str | None, why: str) -> None:
    found = no_real_move(event(EventKind.MOVED, on, (old, new)))
    assert (found and str(found)) == says, why


def test_a_number_without_successors_became_its_own() -> None:
    assert ASKER.became == {"3203"} and KRISTIANSAND.became == {"4204"}
    assert AALESUND.became == {"1508", "1580"}
