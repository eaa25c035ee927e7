"""Names are searched for without `æ ø å`, and without apostrophes and hyphens (`ONeil`, `Hakon`).

No table is another: with every step the rows of the lists are made anew, with the search keys of
now.
"""

from typing import Any

from peewee import Database


def up(migrator: Any, db: Database) -> None:
    pass
