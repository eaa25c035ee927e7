"""A register on a server: PostgreSQL, through psycopg 3 (the extra `postgres`)."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from math import inf
from typing import Any

import peewee

from models.errors import NotFound, RegisterError, Unusable
from models.storage.expected_triggers import normalized_sql, postgres_guards
from models.storage.postgresql_connection import (
    driver_errors,
    is_cut,
    is_statement_timeout,
    postgres_database,
    sqlstate,
)
from models.storage.protocol import Storage
from models.storage.schema_version import HISTORY
from models.tables import Table
from rules.message import Message, message

_WRITING = 6174
"""The number of the lock that a writer holds; one at a time, because the journal is one chain."""

_ENCODING = "UTF8"
"""The only database encoding that can store every letter of a name."""

_OLDEST = 13
"""The first PostgreSQL version where a database's owner may install the text index (pg_trgm)."""


class ServerStorage:
    """A register in a PostgreSQL database, in the current schema of the connection."""

    can_copy = False
    has_text_index = False
    needs_index_hints = False
    most_rows_to_index = inf

    def __init__(self, address: str) -> None:
        address = f"postgresql://{address.partition('://')[2]}"
        self.name = _without_password(address)
        self._pool = postgres_database(address)
        self.database: peewee.Database = self._pool
        self.error_types: tuple[type[Exception], ...] = (
            peewee.DatabaseError,
            peewee.InterfaceError,
            *driver_errors(),
        )

    def exists(self) -> bool:
        """Return whether the schema holds a register, whatever else is in it."""
        try:
            self.database.connect(reuse_if_open=True)
        except self.error_types as error:
            raise self.unreachable(error) from error
        try:
            with self.database.connection_context():
                return self._is_there()
        except self.error_types as error:
            raise self.unusable(error) from error

    def _is_there(self) -> bool:
        # Read from the catalogue itself: a name lookup may be cached from before the lock.
        asked = "SELECT 1 FROM pg_class WHERE relname = %s AND relnamespace ="
        asked += " current_schema()::regnamespace"
        return bool(self.database.execute_sql(asked, (HISTORY,)).fetchall())

    def require_register(self) -> None:
        """Raise NotFound for a database without a register, Unusable if it cannot be reached."""
        if not self.exists():
            raise NotFound(
                message("Finner ikke registeret {path}. Lag et med «nir-tui init».", path=self.name)
            )

    def require_unchanged_file(self) -> None:
        """Do nothing: a server has no file that could be moved or replaced."""

    def is_usable(self) -> bool:
        """Return whether the server has kept the connection open, without sending anything."""
        return not is_cut(self.database.connection())

    def close(self) -> None:
        """Close this thread's connection and all idle ones."""
        self.database.close()
        self._pool.close_idle()

    def reading(self) -> Any:
        """Start a transaction in which every statement sees the state that the first one saw."""
        return self.database.atomic("REPEATABLE READ")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Start a transaction with the write lock; its statements see all earlier commits."""
        with self.database.atomic():
            self.database.execute_sql("SELECT pg_advisory_xact_lock(%s)", (_WRITING,))
            yield

    @contextmanager
    def migrating(self) -> Iterator[None]:
        """Start a write transaction; it may change tables too, and references hold throughout."""
        with self.writing():
            yield

    @contextmanager
    def creating(self) -> Iterator[Storage]:
        """Create the register in one transaction: others see it whole or not at all."""
        exists = RegisterError(
            message("{path} finnes allerede; et register lages aldri oppå noe", path=self.name)
        )
        if self.exists():
            raise exists
        try:
            with self.database.connection_context(), self.writing():
                # Somebody may have created one while this transaction waited for the lock.
                if self._is_there():
                    raise exists
                if self._encoding() != _ENCODING:
                    raise self._saying(_ENCODED_OTHERWISE)
                yield self
        except self.error_types as error:
            raise self.unusable(error) from error
        finally:
            self.close()

    def _encoding(self) -> str:
        [(encoding,)] = self.database.execute_sql("SHOW server_encoding").fetchall()
        return str(encoding)

    def limit_cache(self) -> None:
        """Do nothing: the cache is the server's, not the connection's."""

    def interrupt(self, connection: Any) -> None:
        """Ask the server, over a separate connection, to cancel the query; ignore failures."""
        with suppress(*self.error_types):
            connection.cancel_safe(timeout=1)

    def copy_to(self, path: str) -> None:
        """Raise RegisterError: the server's own tools make copies."""
        raise RegisterError(
            message("Et register på en server sikkerhetskopieres med pg_dump; se docs/deploy.md")
        )

    def vacuum(self) -> None:
        """Rewrite the tables."""
        tables = ", ".join(f'"{table._meta.table_name}"' for table in Table.__subclasses__())
        self.database.execute_sql(f"VACUUM (FULL, ANALYZE) {tables}")

    def index_definitions(self, *tables: str) -> list[tuple[str, str]]:
        """Return the indexes that a migration made, not those of primary keys."""
        marks = ", ".join("%s" for _table in tables)
        rows = self.database.execute_sql(
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()"
            f" AND tablename IN ({marks}) AND indexdef NOT LIKE 'CREATE UNIQUE%%'",
            tables,
        )
        return list(rows.fetchall())

    def integrity_triggers(self) -> dict[str, str]:
        """Return the enabled triggers, each with its function, and the guarding index, by name."""
        rows = self.database.execute_sql(
            "SELECT tgname, pg_get_triggerdef(pg_trigger.oid, true) || ' ' || prosrc"
            " FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
            " JOIN pg_proc ON pg_proc.oid = tgfoid"
            " WHERE relnamespace = current_schema()::regnamespace AND tgenabled = 'O'"
            " AND NOT tgisinternal"
            " UNION SELECT relname, pg_get_indexdef(indexrelid, 0, true)"
            " FROM pg_class JOIN pg_index ON indexrelid = pg_class.oid"
            " WHERE relnamespace = current_schema()::regnamespace AND indisvalid"
            " AND relname = 'one_active_termination'"
        )
        [(schema,)] = self.database.execute_sql("SELECT current_schema()").fetchall()
        # Names are qualified if the schema is not first in the search path.
        return {
            name: normalized_sql(sql.replace(f"{schema}.", "")) for name, sql in rows.fetchall()
        }

    def expected_guards(self) -> dict[str, str]:
        """Return the guards as the migration made them, by name."""
        return postgres_guards()

    def integrity_errors(self) -> Iterator[Message]:
        """Yield the tables whose references were never validated."""
        rows = self.database.execute_sql(
            "SELECT conrelid::regclass::text FROM pg_constraint"
            " WHERE connamespace = current_schema()::regnamespace AND NOT convalidated"
        )
        for (table,) in rows.fetchall():
            yield message(
                "Tabellen {table} viser til noe som ikke finnes. Hent inn siste sikkerhetskopi.",
                table=table,
            )

    def configuration_warnings(self) -> Iterator[Message]:
        """Warn if the server may lose acknowledged data, cannot store every name, or is too old."""
        if self._encoding() != _ENCODING:
            yield message(
                "Databasen har tegnkodingen {encoding} og kan ikke lagre alle navn. Flytt"
                " registeret til en database med UTF8, med «export» og «import».",
                encoding=self._encoding(),
            )
        for setting in ("fsync", "full_page_writes"):
            [(value,)] = self.database.execute_sql(f"SHOW {setting}").fetchall()
            if value != "on":
                yield message(
                    "Serveren har {setting} = off og kan miste det som er lagret. Slå det på.",
                    setting=setting,
                )
        [(number,)] = self.database.execute_sql("SHOW server_version_num").fetchall()
        if int(number) < _OLDEST * 10_000:
            yield message(
                "{version} er for gammel. Oppgrader til {oldest} eller nyere.",
                version=self.version(),
                oldest=_OLDEST,
            )

    def unusable(self, error: Exception) -> Unusable:
        """Explain an error by its SQLSTATE; without one, the connection was cut."""
        code = sqlstate(error)
        if not code and not isinstance(error, peewee.OperationalError):
            code = type(error).__name__
        if not code:
            return self._saying(_GONE)
        if is_statement_timeout(error):
            return self._saying(_TOO_SLOW)
        for beginning, explanation in _TROUBLE.items():
            if code.startswith(beginning):
                return self._saying(explanation)
        return Unusable(
            message("{path} svarte med feil {code}; se serverens logg", path=self.name, code=code)
        )

    def unreachable(self, error: Exception) -> Unusable:
        """Explain a failed connection by the server's words: such an error has no SQLSTATE."""
        words = str(error)
        found = next((code for sign, code in _CONNECT_ERRORS.items() if sign in words), None)
        explanation = _TROUBLE[found] if found else _NO_LINE
        return self._saying(explanation)

    def _saying(self, message: Message) -> Unusable:
        return Unusable(replace(message, values=(("path", self.name),)))

    def version(self) -> str:
        """Return the server's version, inside a transaction."""
        [(version,)] = self.database.execute_sql("SHOW server_version").fetchall()
        return f"PostgreSQL {version}"


_NO_LINE = message("Får ikke kontakt med {path}; sjekk adressen og nettet, og prøv igjen om litt")
_GONE = message("Mistet forbindelsen til {path}. Se om endringen kom med, og prøv igjen.")
_BUSY = message("Registeret er opptatt av andre; prøv igjen om litt")
_DAMAGED = message("{path} er skadet eller ikke et NIR-register")
_TOO_SLOW = message(
    "{path} avbrøt noe som tok for lang tid (statement_timeout); ingenting er endret"
)
_ENCODED_OTHERWISE = message(
    "Databasen {path} har ikke tegnkodingen UTF8 og kan ikke lagre alle navn. Lag en ny med"
    " «createdb --encoding UTF8 --template template0»; se docs/deploy.md."
)
_CONNECT_ERRORS = {
    **dict.fromkeys(("password authentication", "no password supplied", 'role "', "pg_hba"), "28"),
    "permission denied": "42501",
    "remaining connection slots": "53300",
    "connections exceeded": "55P03",
    "does not exist": "3D",
    "too many": "53300",
}
"""Phrases in the server's words, and the SQLSTATE that such an error has elsewhere."""
_TROUBLE = {
    "57014": message("Avbrutt"),
    **dict.fromkeys(("55P03", "40001", "40P01"), _BUSY),
    "53300": message("{path} har ikke plass til flere forbindelser; prøv igjen om litt"),
    "53100": message("Disken er full; ingenting er endret"),
    "53": message("{path} har ikke mer plass; ingenting er endret"),
    "58": message("Disken svikter under {path}; ingenting er endret"),
    "22P05": _ENCODED_OTHERWISE,
    "25P03": message(
        "{path} brøt forbindelsen etter for langt opphold midt i en transaksjon"
        " (idle_in_transaction_session_timeout); ingenting er endret. Prøv igjen."
    ),
    "25P04": message(
        "{path} brøt forbindelsen fordi en transaksjon tok for lang tid (transaction_timeout);"
        " ingenting er endret"
    ),
    "57P05": message(
        "{path} brøt forbindelsen etter for langt opphold (idle_session_timeout); prøv igjen"
    ),
    "25006": message("Registeret {path} kan bare leses, ikke endres"),
    "3D": message("{path} finnes ikke på serveren; lag databasen først"),
    "28": message("{path} slipper deg ikke inn; sjekk bruker og passord"),
    "42501": message("{path} gir deg ikke rett til dette; sjekk rettighetene i databasen"),
    "0A": message("{path} mangler noe som trengs; se docs/deploy.md"),
    **dict.fromkeys(("42P01", "XX00"), _DAMAGED),
    **dict.fromkeys(("08", "57P"), _GONE),
}
"""The beginning of a SQLSTATE, and the explanation; the first match is used."""


def _without_password(address: str) -> str:
    """Return the address as it may be shown: nothing between the user's name and `@` is kept."""
    scheme, _, rest = address.partition("://")
    where, slash, database = rest.partition("/")
    user, at, host = where.rpartition("@")
    if "@" in database:
        # A slash in the password: its end is unknown, so nothing may be shown.
        return f"{scheme}://…"
    name = user.partition(":")[0]
    return f"{scheme}://{name}{at}{host}{slash}{database.partition('?')[0]}"
