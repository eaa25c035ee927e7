"""Names with letters that a Norwegian keyboard lacks are ordered where it would have them.

`Yıldız` comes after `Yilmaz` and not after `Å`. No table is another: with every step the rows of
the lists are made anew, as names are ordered now.
"""

from typing import Any

from peewee import Database


def up(migrator: Any, db: Database) -> None:
    pass
