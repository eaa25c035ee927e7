"""On PostgreSQL: the guards that SQLite has had from the beginning, and the same order of texts.

There a register begins with this step; on SQLite it changes nothing.
"""

from typing import Any

from peewee import Database, SqliteDatabase

_MAY_GO = "EXISTS (SELECT 1 FROM purge WHERE person_id = {})"
_BUT_THE_END = "(to_jsonb({}) - 'deleted_by' - 'deleted_at')"
_BUT_THE_PERSONAL = "(to_jsonb({}) - 'duf' - 'before' - 'after' - 'salt')"

_GUARDS = (
    (
        "termination_is_history",
        "UPDATE ON termination",
        "terminations are append-only",
        "OLD.deleted_at IS NOT NULL OR NEW.deleted_at IS NULL OR NEW.deleted_by IS NULL"
        f" OR {_BUT_THE_END.format('OLD')} <> {_BUT_THE_END.format('NEW')}",
    ),
    (
        "termination_is_kept",
        "DELETE ON termination",
        "termination is append-only",
        f"NOT {_MAY_GO.format('OLD.person_id')}",
    ),
    (
        "measure_is_kept",
        "DELETE ON measure",
        "measures are deleted softly",
        f"NOT {_MAY_GO.format('OLD.person_id')}",
    ),
    ("person_is_kept", "DELETE ON person", "persons are kept", f"NOT {_MAY_GO.format('OLD.id')}"),
    (
        "journal_is_history",
        "UPDATE ON journal",
        "journal is append-only",
        "NOT (EXISTS (SELECT 1 FROM purge WHERE duf = OLD.duf)"
        " OR OLD.action IN ('list.search', 'list.download', 'refused')"
        " AND EXISTS (SELECT 1 FROM purge))"
        " OR NEW.duf IS NOT NULL OR NEW.before IS NOT NULL OR NEW.after IS NOT NULL"
        " OR NEW.salt IS NOT NULL"
        f" OR {_BUT_THE_PERSONAL.format('OLD')} <> {_BUT_THE_PERSONAL.format('NEW')}",
    ),
    ("journal_is_kept", "DELETE ON journal", "journal is append-only", "true"),
    (
        "user_is_kept",
        "DELETE ON register_user",
        "users are disabled, never deleted",
        "true",
    ),
)

_FIFTEEN_YEARS = """
CREATE FUNCTION purge_waits_fifteen_years() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE counted_from date;
BEGIN
  counted_from := COALESCE(
    (SELECT min(day) FROM (
      SELECT COALESCE(start, date) AS day FROM decision
      WHERE person_id = NEW.person_id AND kind = 'deltakelse' AND NOT annulled
      UNION ALL
      SELECT start FROM measure WHERE person_id = NEW.person_id AND deleted_at IS NULL
    ) AS days),
    (SELECT settled FROM person WHERE id = NEW.person_id),
    (SELECT min(date) FROM termination WHERE person_id = NEW.person_id)
  );
  IF (counted_from + interval '15 years' < NEW.day) IS NOT TRUE THEN
    RAISE EXCEPTION 'fifteen years have not passed'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$
"""

_NEVER_EMPTIED = ("termination", "measure", "person", "journal", "register_user")

_TABLES = (
    *("person", "decision", "measure", "event", "termination", "journal", "municipality"),
    *("district", "setting", "report_row", "list_count", "register_user", "purge"),
)
_TEXTS = """
SELECT table_name, column_name FROM information_schema.columns
WHERE table_schema = current_schema() AND data_type IN ('character varying', 'text')
"""


def up(migrator: Any, db: Database) -> None:
    if isinstance(db, SqliteDatabase):
        return
    for column in ("salt", "digest", "chain"):
        db.execute_sql(f"ALTER TABLE journal ADD COLUMN {column} text")
    for name, event, message, refused in _GUARDS:
        answer = "OLD" if event.startswith("DELETE") else "NEW"
        db.execute_sql(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" IF {refused} THEN RAISE EXCEPTION '{message}'"
            f" USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {answer}; END $$"
        )
        db.execute_sql(
            f"CREATE TRIGGER {name} BEFORE {event} FOR EACH ROW EXECUTE FUNCTION {name}()"
        )
    db.execute_sql(_FIFTEEN_YEARS)
    # Else a table of the same name that is somebody's own for a moment would be asked first.
    [(schema,)] = db.execute_sql("SELECT quote_ident(current_schema())").fetchall()
    for name in (*(guard[0] for guard in _GUARDS), "purge_waits_fifteen_years"):
        db.execute_sql(f"ALTER FUNCTION {name}() SET search_path = {schema}, pg_temp")
    db.execute_sql(
        "CREATE TRIGGER purge_waits_fifteen_years BEFORE INSERT ON purge"
        " FOR EACH ROW EXECUTE FUNCTION purge_waits_fifteen_years()"
    )
    _forbid_emptying(db)
    # Any length, and ordered letter by letter as SQLite does, whatever the server's language.
    for table, column in db.execute_sql(_TEXTS).fetchall():
        if table in _TABLES:
            db.execute_sql(f'ALTER TABLE {table} ALTER COLUMN "{column}" TYPE text COLLATE "C"')
    db.execute_sql("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    for column in ("search_name", "duf"):
        db.execute_sql(
            f"CREATE INDEX report_row_part_of_{column} ON report_row"
            f" USING gin ({column} gin_trgm_ops)"
        )


def _forbid_emptying(db: Database) -> None:
    """TRUNCATE asks no trigger of a row."""
    db.execute_sql(
        "CREATE FUNCTION is_never_emptied() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " RAISE EXCEPTION 'never emptied' USING ERRCODE = 'integrity_constraint_violation';"
        " END $$"
    )
    for table in _NEVER_EMPTIED:
        db.execute_sql(
            f"CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION is_never_emptied()"
        )
