"""Acting on past days, so that the demo register gets its history step by step."""

import datetime
from datetime import date, timedelta

from models.engine.run import run_engine_for
from models.journal.actor import Actor
from models.storage.register import Register
from rules.code_lists import ENGINE

_OFFICE_HOURS = datetime.time(9, 30, tzinfo=datetime.UTC)
_NIGHT = datetime.time(1, 0, tzinfo=datetime.UTC)


def actor_on(user: str, day: date) -> Actor:
    """Return a user who acts on a day, in office hours."""
    return Actor(user, day, day, lambda: datetime.datetime.combine(day, _OFFICE_HOURS))


def run_nightly_engine(register: Register, duf: str, day: date) -> None:
    """Run the nightly engine for a person in the night after a day."""
    night = day + timedelta(days=1)
    actor = Actor(ENGINE, night, night, lambda: datetime.datetime.combine(night, _NIGHT))
    run_engine_for(register, actor, duf)
