"""Bringing a register of an earlier version up to this one."""

from models.database import existing_register
from models.report_row import rebuild_report_rows


def migrate_register(location: str) -> tuple[str, ...]:
    """Bring a register's schema up to this program's; give the names of the steps taken.

    The rows of the lists are made anew from the cases, in the same transaction.
    """
    register = existing_register(location)
    try:
        return register.migrate(lambda: rebuild_report_rows(register, as_of=None))
    finally:
        register.close()
