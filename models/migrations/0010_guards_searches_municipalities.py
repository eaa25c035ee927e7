"""Guards that no statement slips past, and the sum of all terminations in the journal's chain.

Rows of history are not replaced by an INSERT. A purge is bound to a person, their number and the
database's own day, and counts as `rules/retention.py` does. The day of a demo register stands once
there is a journal. Every guard is made again, so that `check` knows its definition.

With every step the rows of the lists and the reference tables are made again: names are now found
without `æ ø å`, apostrophes and hyphens, and municipalities have their numbers from before 2020.
"""

import datetime
import hashlib
import json
import secrets
from typing import Any

from peewee import Database, SqliteDatabase

_NAMING = "('list.search', 'list.download', 'refused', 'import', 'export')"
"""Lines that may name a person without having the number."""
_SEARCHES = "('list.search', 'list.download', 'refused')"


_STARTS = "COALESCE(start, date)"
_PARTICIPATION = "person_id = NEW.person_id AND kind = 'deltakelse' AND NOT annulled"
_OF_PERSON = "FROM person WHERE id = NEW.person_id"


def _counted_from(months_before: str, day_of_text: str, alias: str) -> str:
    """The day that the years count from; the two arguments are how a database says it."""
    return f"""COALESCE(
    (SELECT min(day) FROM (
      SELECT {_STARTS} AS day FROM decision WHERE {_PARTICIPATION}
      UNION ALL
      SELECT start FROM measure WHERE person_id = NEW.person_id AND deleted_at IS NULL
    ){alias}),
    (SELECT settled {_OF_PERSON}),
    (SELECT min(date) FROM termination WHERE person_id = NEW.person_id
      AND (SELECT known {_OF_PERSON}) = 'report'),
    (SELECT {months_before} {_OF_PERSON}),
    (SELECT min(day) FROM (
      SELECT COALESCE(date, start) AS day FROM decision
        WHERE person_id = NEW.person_id AND NOT annulled
      UNION ALL SELECT date FROM event WHERE person_id = NEW.person_id
      UNION ALL SELECT date FROM termination WHERE person_id = NEW.person_id
      UNION ALL SELECT {day_of_text} FROM termination WHERE person_id = NEW.person_id
    ){alias})
  )"""


_DEADLINE = (
    "CASE WHEN NEW.day >= '2026-01-01' THEN completion_deadline_2026 ELSE completion_deadline END"
)
_UNCHAINED = " OR ".join(f"NEW.{part} IS NULL" for part in ("salt", "digest", "chain", "history"))
_CHANGES_OF_A_SETTING = (
    ("INSERT", ("NEW",)),
    ("UPDATE", ("OLD", "NEW")),
    ("DELETE", ("OLD",)),
)
_KEPT = (
    ("termination_is_kept", "termination", "OLD.person_id", "termination is append-only"),
    ("measure_is_kept", "measure", "OLD.person_id", "measures are deleted softly"),
    ("person_is_kept", "person", "OLD.id", "persons are kept"),
)
"""Rows that go only with a purge: guard, table, the person it belongs to, what to say."""
_ONE_ACTIVE = "a second active termination for person_id"


_DAY = "COALESCE((SELECT value FROM setting WHERE name = 'as_of'), date('now'))"
_MONTHS = "COALESCE((SELECT value FROM setting WHERE name = '{}'), {})"
_BACK = "'start of month', '-' || " + _MONTHS.format("start_deadline_months", 24) + " || ' months'"
_MONTHS_BEFORE = (
    f"date(start_deadline, {_BACK}, '+' || (min(CAST(strftime('%d', start_deadline) AS INTEGER),"
    f" CAST(strftime('%d', start_deadline, {_BACK}, '+1 month', '-1 day') AS INTEGER)) - 1)"
    " || ' days')"
)


def _fifteen_years_after(day: str) -> str:
    return (
        f"CASE WHEN strftime('%m-%d', {day}) = '02-29' THEN date({day}, '-1 day', '+15 years')"
        f" ELSE date({day}, '+15 years') END"
    )


_COUNTED_FROM = _counted_from(_MONTHS_BEFORE, "substr(registered_at, 1, 10)", "")
_OLD_SEARCH = (
    f"OLD.action IN {_SEARCHES} AND OLD.at < date({_DAY}, '-' || "
    + _MONTHS.format("search_months", 12)
    + " || ' months')"
)


def _sqlite(name: str, event: str, when: str, message: str) -> tuple[str, str]:
    sql = f"CREATE TRIGGER {name} BEFORE {event}"
    sql += f"\nWHEN {when}" if when else ""
    return name, f"{sql}\nBEGIN SELECT RAISE(ABORT, '{message}'); END"


_KEPT_TERMINATION = (
    *("id", "person_id", "kind", "reason", "tenths_of_hours", "date", "municipality", "district"),
    *("registered_by", "registered_at"),
)
_KEPT_JOURNAL = ("id", "at", '"by"', "action", "digest", "chain", "history")


def _differs(columns: tuple[str, ...]) -> str:
    return " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in columns)


def _may_go(person: str) -> str:
    return f"EXISTS (SELECT 1 FROM purge WHERE person_id = {person})"


SQLITE_GUARDS = dict(
    [
        _sqlite(
            "termination_is_history",
            "UPDATE ON termination",
            "OLD.deleted_at IS NOT NULL OR NEW.deleted_at IS NULL OR NEW.deleted_by IS NULL"
            f" OR {_differs(_KEPT_TERMINATION)}",
            "terminations are append-only",
        ),
        _sqlite(
            "termination_is_never_replaced",
            "INSERT ON termination",
            "EXISTS (SELECT 1 FROM termination WHERE id = NEW.id)",
            "terminations are append-only",
        ),
        _sqlite(
            "termination_is_active_once",
            "INSERT ON termination",
            "NEW.deleted_at IS NULL AND EXISTS (SELECT 1 FROM termination"
            " WHERE person_id = NEW.person_id AND deleted_at IS NULL)",
            _ONE_ACTIVE,
        ),
        _sqlite(
            "measure_is_never_replaced",
            "INSERT ON measure",
            "EXISTS (SELECT 1 FROM measure WHERE id = NEW.id)",
            "measures are deleted softly",
        ),
        _sqlite(
            "person_is_never_replaced",
            "INSERT ON person",
            "EXISTS (SELECT 1 FROM person WHERE id = NEW.id OR duf = NEW.duf)",
            "a person.duf is there already",
        ),
        _sqlite(
            "person_keeps_the_number",
            "UPDATE ON person",
            "OLD.id IS NOT NEW.id OR OLD.duf IS NOT NEW.duf",
            "a person keeps id and number",
        ),
        _sqlite(
            "journal_is_never_replaced",
            "INSERT ON journal",
            f"EXISTS (SELECT 1 FROM journal WHERE id = NEW.id) OR {_UNCHAINED}",
            "journal is append-only",
        ),
        _sqlite(
            "journal_is_history",
            "UPDATE ON journal",
            "NOT (EXISTS (SELECT 1 FROM purge WHERE duf = OLD.duf)"
            f" OR OLD.action IN {_NAMING} AND EXISTS (SELECT 1 FROM purge) OR {_OLD_SEARCH})"
            " OR NEW.duf IS NOT NULL OR NEW.before IS NOT NULL OR NEW.after IS NOT NULL"
            f" OR NEW.salt IS NOT NULL OR {_differs(_KEPT_JOURNAL)}",
            "journal is append-only",
        ),
        _sqlite("journal_is_kept", "DELETE ON journal", "", "journal is append-only"),
        *(
            _sqlite(name, f"DELETE ON {table}", f"NOT {_may_go(person)}", message)
            for name, table, person, message in _KEPT
        ),
        _sqlite(
            "user_is_kept",
            "DELETE ON register_user",
            "",
            "users are disabled, never deleted",
        ),
        _sqlite(
            "purge_waits_fifteen_years",
            "INSERT ON purge",
            f"COALESCE((SELECT {_fifteen_years_after('day')} < NEW.day"
            f" FROM (SELECT {_COUNTED_FROM} AS day)), 0) = 0"
            " OR EXISTS (SELECT 1 FROM report_row WHERE person_id = NEW.person_id"
            f" AND {_DEADLINE} >= NEW.day)"
            " OR EXISTS (SELECT 1 FROM decision JOIN report_row USING (person_id)"
            " WHERE decision.person_id = NEW.person_id AND kind = 'deltakelse' AND NOT annulled"
            f" AND COALESCE(start, decision.date) > {_DEADLINE}"
            f" AND NOT {_fifteen_years_after('COALESCE(start, decision.date)')} < NEW.day)",
            "fifteen years have not passed",
        ),
        _sqlite(
            "purge_is_of_a_person",
            "INSERT ON purge",
            "NOT EXISTS (SELECT 1 FROM person WHERE id = NEW.person_id AND duf = NEW.duf)",
            "a purge is bound to a person and their number",
        ),
        _sqlite(
            "purge_is_of_this_day",
            "INSERT ON purge",
            # One day for the zone: the database counts in UTC.
            f"COALESCE(NEW.day <= date({_DAY}, '+1 day'), 0) = 0",
            "a purge is bound to the day of the database",
        ),
        _sqlite("purge_is_never_changed", "UPDATE ON purge", "", "a purge is never changed"),
        *(
            _sqlite(
                f"own_day_stands_at_{event.lower()}",
                f"{event} ON setting",
                "(" + " OR ".join(f"{row}.name = 'as_of'" for row in rows) + ")"
                " AND EXISTS (SELECT 1 FROM journal)",
                "the day of a register stands",
            )
            for event, rows in _CHANGES_OF_A_SETTING
        ),
    ]
)
"""Every guard of a register in a file, by name, as `sqlite_master` holds it."""


_PG_DAY = "COALESCE((SELECT value::date FROM setting WHERE name = 'as_of'), current_date)"
_PG_COUNTED_FROM = _counted_from(
    "(start_deadline - make_interval(months => COALESCE((SELECT value::int FROM setting"
    " WHERE name = 'start_deadline_months'), 24)))::date",
    "substr(registered_at, 1, 10)::date",
    " AS days",
)
_PG_OLD_SEARCH = (
    f"OLD.action IN {_SEARCHES} AND OLD.at < to_char({_PG_DAY} - make_interval(months =>"
    " COALESCE((SELECT value::int FROM setting WHERE name = 'search_months'), 12)), 'YYYY-MM-DD')"
)
_YEARS = "interval '15 years'"


def _but(row: str, *columns: str) -> str:
    return f"(to_jsonb({row}){''.join(f' - {column!r}' for column in columns)})"


def _postgres(name: str, event: str, refused: str, message: str) -> tuple[str, tuple[str, str]]:
    row = "OLD" if event.startswith("DELETE") else "NEW"
    body = (
        f" BEGIN IF {refused} THEN RAISE EXCEPTION '{message}'"
        f" USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {row}; END "
    )
    return name, (event, body)


_ENDS = ("deleted_by", "deleted_at")
_PERSONAL = ("duf", "before", "after", "salt")
POSTGRES_GUARDS = dict(
    [
        _postgres(
            "termination_is_history",
            "UPDATE ON termination",
            "OLD.deleted_at IS NOT NULL OR NEW.deleted_at IS NULL OR NEW.deleted_by IS NULL"
            f" OR {_but('OLD', *_ENDS)} <> {_but('NEW', *_ENDS)}",
            "terminations are append-only",
        ),
        _postgres(
            "person_keeps_the_number",
            "UPDATE ON person",
            "OLD.id <> NEW.id OR OLD.duf <> NEW.duf",
            "a person keeps id and number",
        ),
        _postgres(
            "journal_is_history",
            "UPDATE ON journal",
            "NOT (EXISTS (SELECT 1 FROM purge WHERE duf = OLD.duf)"
            f" OR OLD.action IN {_NAMING} AND EXISTS (SELECT 1 FROM purge) OR {_PG_OLD_SEARCH})"
            " OR NEW.duf IS NOT NULL OR NEW.before IS NOT NULL OR NEW.after IS NOT NULL"
            " OR NEW.salt IS NOT NULL"
            f" OR {_but('OLD', *_PERSONAL)} <> {_but('NEW', *_PERSONAL)}",
            "journal is append-only",
        ),
        _postgres(
            "journal_is_chained",
            "INSERT ON journal",
            _UNCHAINED,
            "journal is a chain",
        ),
        _postgres("journal_is_kept", "DELETE ON journal", "true", "journal is append-only"),
        *(
            _postgres(name, f"DELETE ON {table}", f"NOT {_may_go(person)}", message)
            for name, table, person, message in _KEPT
        ),
        _postgres(
            "user_is_kept", "DELETE ON register_user", "true", "users are disabled, never deleted"
        ),
        _postgres(
            "purge_waits_fifteen_years",
            "INSERT ON purge",
            f"({_PG_COUNTED_FROM} + {_YEARS} < NEW.day) IS NOT TRUE"
            " OR EXISTS (SELECT 1 FROM report_row WHERE person_id = NEW.person_id"
            f" AND {_DEADLINE} >= NEW.day)"
            " OR EXISTS (SELECT 1 FROM decision JOIN report_row USING (person_id)"
            " WHERE person_id = NEW.person_id AND kind = 'deltakelse' AND NOT annulled"
            f" AND COALESCE(start, decision.date) > {_DEADLINE}"
            f" AND NOT COALESCE(start, decision.date) + {_YEARS} < NEW.day)",
            "fifteen years have not passed",
        ),
        _postgres(
            "purge_is_of_a_person",
            "INSERT ON purge",
            "NOT EXISTS (SELECT 1 FROM person WHERE id = NEW.person_id AND duf = NEW.duf)",
            "a purge is bound to a person and their number",
        ),
        _postgres(
            "purge_is_of_this_day",
            "INSERT ON purge",
            f"(NEW.day <= {_PG_DAY} + 1) IS NOT TRUE",
            "a purge is bound to the day of the database",
        ),
        _postgres("purge_is_never_changed", "UPDATE ON purge", "true", "a purge is never changed"),
        *(
            _postgres(
                f"own_day_stands_at_{event.lower()}",
                f"{event} ON setting",
                "(" + " OR ".join(f"{row}.name = 'as_of'" for row in rows) + ")"
                " AND EXISTS (SELECT 1 FROM journal)",
                "the day of a register stands",
            )
            for event, rows in _CHANGES_OF_A_SETTING
        ),
    ]
)
"""Every guard of a register on a server, by name: the event, and the body of its function."""


def up(migrator: Any, db: Database) -> None:
    if not isinstance(db, SqliteDatabase):
        # A divided municipality has several successors; SQLite never limited the length.
        db.execute_sql("ALTER TABLE municipality ALTER COLUMN successor TYPE varchar(40)")
    type_of_text = "VARCHAR(64)" if isinstance(db, SqliteDatabase) else 'text COLLATE "C"'
    db.execute_sql(f"ALTER TABLE journal ADD COLUMN history {type_of_text}")
    _state_what_there_is(db)
    if isinstance(db, SqliteDatabase):
        for name, sql in SQLITE_GUARDS.items():
            db.execute_sql(f"DROP TRIGGER IF EXISTS {name}")
            db.execute_sql(sql)
    else:
        _make_on_server(db)


def _make_on_server(db: Database) -> None:
    [(schema,)] = db.execute_sql("SELECT quote_ident(current_schema())").fetchall()
    for name, (event, body) in POSTGRES_GUARDS.items():
        body = body.replace("%", "%%")
        table = event.rpartition(" ")[2]
        db.execute_sql(f"DROP TRIGGER IF EXISTS {name} ON {table}")
        db.execute_sql(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$"
        )
        # Else a table of the same name that is somebody's own for a moment would be asked first.
        db.execute_sql(f"ALTER FUNCTION {name}() SET search_path = {schema}, pg_temp")
        db.execute_sql(
            f"CREATE TRIGGER {name} BEFORE {event} FOR EACH ROW EXECUTE FUNCTION {name}()"
        )


_COLUMNS = (
    'person_id, kind, reason, "date", registered_by, registered_at, tenths_of_hours,'
    " municipality, district, deleted_by, deleted_at"
)
_MODULUS = 1 << 256


def _state_what_there_is(db: Database) -> None:
    """One line that states the terminations there are, and the lines that were emptied before."""
    newest = db.execute_sql("SELECT chain FROM journal ORDER BY id DESC LIMIT 1").fetchall()
    if not newest:
        return
    history = _sum(
        repr(tuple(v if v is None or type(v) is int else str(v) for v in row))
        for row in db.execute_sql(f"SELECT {_COLUMNS} FROM termination").fetchall()
    )
    emptied = db.execute_sql("SELECT id, digest FROM journal WHERE salt IS NULL").fetchall()
    after = {"lines": len(emptied), "digest": f"{_sum(f'{n}:{d}' for n, d in emptied):064x}"}
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    [(last_at,)] = db.execute_sql("SELECT max(at) FROM journal").fetchall()
    at, by, action, salt = max(now, last_at), "nir-tui", "register.migrate", secrets.token_hex(16)
    personal = (None, None, json.dumps(after, ensure_ascii=False))
    digest = _sha256(salt, json.dumps(personal, ensure_ascii=False))
    chain = _sha256(newest[0][0], at, by, action, digest, f"{history:064x}")
    mark = "?" if isinstance(db, SqliteDatabase) else "%s"
    db.execute_sql(
        'INSERT INTO journal (at, "by", action, duf, before, after, salt, digest, chain, history)'
        f" VALUES ({', '.join([mark] * 10)})",
        (at, by, action, *personal, salt, digest, chain, f"{history:064x}"),
    )


def _sum(texts: Any) -> int:
    digests = (hashlib.blake2b(text.encode(), digest_size=32).digest() for text in texts)
    return sum(map(int.from_bytes, digests)) % _MODULUS


def _sha256(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
