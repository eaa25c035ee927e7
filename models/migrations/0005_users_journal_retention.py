"""Users; a journal whose lines are chained; and the one way by which anything may be erased.

A person may be erased whose number stands in `purge`, and may stand there only when the fifteen
years have passed. Of a journal line only the personal part can be emptied, and only of theirs; of
searches and refused commands while anybody is erased, for they name people too.
"""

import hashlib
import json
import secrets
from typing import Any

from peewee import (
    BooleanField,
    CharField,
    Database,
    DateField,
    IntegerField,
    Model,
    SqliteDatabase,
)

_MAY_GO = "EXISTS (SELECT 1 FROM purge WHERE person_id = {})"
_COUNTED_FROM = """
COALESCE(
  (SELECT min(day) FROM (
    SELECT COALESCE(start, date) AS day FROM decision
    WHERE person_id = NEW.person_id AND kind = 'deltakelse' AND NOT annulled
    UNION ALL
    SELECT start FROM measure WHERE person_id = NEW.person_id AND deleted_at IS NULL
  )),
  (SELECT settled FROM person WHERE id = NEW.person_id),
  (SELECT min(date) FROM termination WHERE person_id = NEW.person_id)
)
"""
TRIGGERS = (
    f"""
CREATE TRIGGER purge_waits_fifteen_years BEFORE INSERT ON purge
WHEN COALESCE(
  CASE WHEN strftime('%m-%d', {_COUNTED_FROM}) = '02-29'
    THEN date({_COUNTED_FROM}, '-1 day', '+15 years')
    ELSE date({_COUNTED_FROM}, '+15 years') END < NEW.day, 0) = 0
BEGIN SELECT RAISE(ABORT, 'fifteen years have not passed'); END
""",
    f"""
CREATE TRIGGER termination_is_kept BEFORE DELETE ON termination
WHEN NOT {_MAY_GO.format("OLD.person_id")}
BEGIN SELECT RAISE(ABORT, 'termination is append-only'); END
""",
    f"""
CREATE TRIGGER measure_is_kept BEFORE DELETE ON measure
WHEN NOT {_MAY_GO.format("OLD.person_id")}
BEGIN SELECT RAISE(ABORT, 'measures are deleted softly'); END
""",
    f"""
CREATE TRIGGER person_is_kept BEFORE DELETE ON person
WHEN NOT {_MAY_GO.format("OLD.id")}
BEGIN SELECT RAISE(ABORT, 'persons are kept'); END
""",
    """
CREATE TRIGGER journal_is_history BEFORE UPDATE ON journal
WHEN NOT (EXISTS (SELECT 1 FROM purge WHERE duf = OLD.duf)
    OR OLD.action IN ('list.search', 'list.download', 'refused') AND EXISTS (SELECT 1 FROM purge))
  OR NEW.duf IS NOT NULL OR NEW.before IS NOT NULL OR NEW.after IS NOT NULL
  OR NEW.salt IS NOT NULL
  OR OLD.id IS NOT NEW.id OR OLD.at IS NOT NEW.at OR OLD."by" IS NOT NEW."by"
  OR OLD.action IS NOT NEW.action OR OLD.digest IS NOT NEW.digest OR OLD.chain IS NOT NEW.chain
BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END
""",
    """
CREATE TRIGGER user_is_kept BEFORE DELETE ON register_user
BEGIN SELECT RAISE(ABORT, 'users are disabled, never deleted'); END
""",
)


def up(migrator: Any, db: Database) -> None:
    class Table(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class RegisterUser(Table):
        id = CharField(primary_key=True)
        role = CharField(20)
        municipality = CharField(4, null=True)
        district = CharField(6, null=True)
        disabled = BooleanField()

    class Purge(Table):
        person_id = IntegerField(primary_key=True)
        duf = CharField(12, unique=True)
        day = DateField()

    db.create_tables([RegisterUser, Purge])
    if not isinstance(db, SqliteDatabase):
        return
    for trigger in ("termination_is_kept", "journal_is_history"):
        db.execute_sql(f"DROP TRIGGER {trigger}")
    for column in ("salt VARCHAR(32)", "digest VARCHAR(64)", "chain VARCHAR(64)"):
        db.execute_sql(f"ALTER TABLE journal ADD COLUMN {column}")
    _chain(db)
    for trigger in TRIGGERS:
        db.execute_sql(trigger)


def _chain(db: Database) -> None:
    """Chain the lines there are, as the program does with new ones."""
    chain = ""
    lines = db.execute_sql(
        'SELECT id, at, "by", action, duf, before, after FROM journal ORDER BY id'
    )
    for number, at, by, action, *personal in lines.fetchall():
        salt = secrets.token_hex(16)
        digest = _sha256(salt, json.dumps(personal, ensure_ascii=False))
        chain = _sha256(chain, at, by, action, digest)
        db.execute_sql(
            "UPDATE journal SET salt = ?, digest = ?, chain = ? WHERE id = ?",
            (salt, digest, chain, number),
        )


def _sha256(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
