"""Numbers of municipalities from before 2020, and divided ones with every number they became.

The rows come from the files of the program, as after every step. Several numbers need more room
than one; SQLite never limited it.
"""

from typing import Any

from peewee import Database, SqliteDatabase


def up(migrator: Any, db: Database) -> None:
    if not isinstance(db, SqliteDatabase):
        db.execute_sql("ALTER TABLE municipality ALTER COLUMN successor TYPE varchar(40)")
