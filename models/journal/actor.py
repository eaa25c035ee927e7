"""The actor: the user, the day that counts as today, and the clock."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace

from models.storage import register_settings as settings
from models.storage.register import Register
from models.tables import JournalRow, database
from models.tables.base import moment_of
from models.tables.norwegian_time import day_in_norway, same_time_on
from models.tables.statement_cache import cached_sql

Clock = Callable[[], datetime.datetime]


def utc_clock() -> datetime.datetime:
    """Return the current moment in UTC, to the second."""
    return datetime.datetime.now(datetime.UTC).replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class Actor:
    """A user, the day that the rules treat as today (`as_of`), and the register's own day.

    `clock` gives the times of registration and of the journal; in a demo register they fall on
    the register's own day. `uses_clock`: both days follow the clock.
    """

    user: str
    as_of: datetime.date
    register_date: datetime.date
    clock: Clock = utc_clock
    uses_clock: bool = False

    def on_current_day(self) -> "Actor":
        """Return the same user on the current day: a session may outlast the day it began on."""
        if not self.uses_clock:
            return self
        day = day_in_norway(self.clock())
        return self if day == self.register_date else replace(self, as_of=day, register_date=day)

    def now(self) -> datetime.datetime:
        """Return the clock's current moment."""
        return self.clock()


def newest_moment() -> datetime.datetime | None:
    """Return when the newest journal entry was written, inside a transaction; None for no entry."""
    rows = database.execute_sql(_newest_sql(), (1,)).fetchall()
    return moment_of(rows[0][0]) if rows else None


@cached_sql
def _newest_sql() -> str:
    query = JournalRow.select(JournalRow.at).order_by(JournalRow.id.desc()).limit(1)
    return str(query.sql()[0])


def actor_for(
    register: Register, user: str, as_of: datetime.date | None = None, clock: Clock = utc_clock
) -> Actor:
    """Return the actor of a session: on `as_of` if given, else on the register's or clock's day.

    The clock's day is the one in Norway, whatever zone the machine is set to.
    """
    with register.read():
        stored = settings.stored_as_of()
    register_date = stored or day_in_norway(clock())

    def on_own_day() -> datetime.datetime:
        # The day never changes, so a later action could otherwise get an earlier time.
        with register.read():
            newest = newest_moment()
        now = same_time_on(register_date, clock())
        return max(now, newest) if newest else now

    uses_clock = not (stored or as_of)
    return Actor(
        user, as_of or register_date, register_date, on_own_day if stored else clock, uses_clock
    )
