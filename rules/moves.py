"""When a change of municipality is a move: between two municipalities, not two numbers of one."""

from datetime import date, timedelta

from rules.facts import Event
from rules.legal_basis import rests_on
from rules.message import Message, message
from rules.place import Place
from rules.register_choices import REFORM_IS_NO_MOVE


@rests_on(REFORM_IS_NO_MOVE)
def no_real_move(event: Event) -> Message | None:
    """Return why a move does not count: unknown places, one municipality, or a reform."""
    moved_from, moved_to = event.moved_from, event.moved_to
    if moved_from is None or moved_to is None:
        return message(
            "Flyttet {date}, men det er ukjent hvor personen flyttet fra eller til", date=event.date
        )
    if moved_from.number_today == moved_to.number_today:
        return message("Flyttet {date} innen {name}", date=event.date, name=moved_to.name)
    if _is_reform(event.date, moved_from, moved_to):
        return message(
            "Kommunenummeret ble et annet {date}, fra {old} til {new}: en reform er ingen flytting",
            old=moved_from.name,
            new=moved_to.name,
            date=event.date,
        )
    return None


def _is_reform(day: date, old: Place, new: Place) -> bool:
    """Whether a reform replaced the old number by the new one on a day.

    The old number ended the day before, the new one began on the day, and both have a common
    successor. 1507 Ålesund to 1580 Haram on 2024-01-01 is a reform; 3024 Bærum to 3203 Asker that
    day is a move.
    """
    has_changed = old.ended == day - timedelta(days=1) and new.began == day
    return has_changed and bool(old.became & new.became)
