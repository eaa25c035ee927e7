"""Acting on days gone by, so that the demo register has a history that happened."""

import datetime
from datetime import date, timedelta

from models.engine.run import run_engine_for
from models.journal.actor import Actor
from models.storage.register import Register
from rules.code_lists import ENGINE

_OFFICE_HOURS = datetime.time(9, 30, tzinfo=datetime.UTC)
_NIGHT = datetime.time(1, 0, tzinfo=datetime.UTC)


def actor_on(user: str, day: date) -> Actor:
    """A user at work on a day."""
    return Actor(user, day, day, lambda: datetime.datetime.combine(day, _OFFICE_HOURS))


def run_nightly_engine(register: Register, duf: str, day: date) -> None:
    """Let the nightly engine come by a person the night after a day."""
    night = day + timedelta(days=1)
    actor = Actor(ENGINE, night, night, lambda: datetime.datetime.combine(night, _NIGHT))
    run_engine_for(register, actor, duf)
