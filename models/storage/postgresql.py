"""A register on a server: PostgreSQL, through psycopg 3 (the extra `postgres`)."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any

import peewee

from models.errors import NotFound, RegisterError, Unusable
from models.storage.expected_guards import normalized_sql, postgres_guards
from models.storage.postgresql_driver import (
    is_cut,
    is_statement_timeout,
    postgres_database,
    sqlstate,
    trouble_of_the_driver,
)
from models.storage.protocol import Storage
from models.storage.schema_version import HISTORY
from models.tables import Table
from rules.message import Message, message

_WRITING = 6174
"""The number of the lock that whoever writes holds: the journal is one chain."""

_ENCODING = "UTF8"
"""The only encoding of a database that holds every letter of a name."""

_OLDEST = 13
"""The first PostgreSQL whose text index anybody may make in a database of their own."""


class ServerStorage:
    """The schema that a connection is in, of one database."""

    can_copy = False

    def __init__(self, address: str) -> None:
        address = f"postgresql://{address.partition('://')[2]}"
        self.name = _without_password(address)
        self._pool = postgres_database(address)
        self.database: peewee.Database = self._pool
        self.error_types: tuple[type[Exception], ...] = (
            peewee.DatabaseError,
            peewee.InterfaceError,
            *trouble_of_the_driver(),
        )

    def exists(self) -> bool:
        """Whether the schema has a register, whatever else stands in it."""
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
        # Of the catalogue itself: what a name leads to may be remembered from before the lock.
        asked = "SELECT 1 FROM pg_class WHERE relname = %s AND relnamespace ="
        asked += " current_schema()::regnamespace"
        return bool(self.database.execute_sql(asked, (HISTORY,)).fetchall())

    def require_register(self) -> None:
        """Raise NotFound for a database without a register, Unusable for none at all."""
        if not self.exists():
            raise NotFound(
                message("Finner ikke registeret {path}. Lag et med «nir-tui init».", path=self.name)
            )

    def require_unchanged_file(self) -> None:
        """An address leads where it leads."""

    def is_usable(self) -> bool:
        """Whether the server has not hung up; it is found out by who asks something."""
        return not is_cut(self.database.connection())

    def close(self) -> None:
        """Hang up on every line."""
        self.database.close()
        self._pool.close_idle()

    def reading(self) -> Any:
        """Every statement sees what was there when the first one did."""
        return self.database.atomic("REPEATABLE READ")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Whoever holds the lock sees at every statement all that was committed before."""
        with self.database.atomic():
            self.database.execute_sql("SELECT pg_advisory_xact_lock(%s)", (_WRITING,))
            yield

    @contextmanager
    def migrating(self) -> Iterator[None]:
        """Tables are changed in a transaction like anything else; references hold at every step."""
        with self.writing():
            yield

    @contextmanager
    def creating(self) -> Iterator[Storage]:
        """One transaction round everything: for others it is there whole or not at all."""
        exists = RegisterError(
            message("{path} finnes allerede; et register lages aldri oppå noe", path=self.name)
        )
        if self.exists():
            raise exists
        try:
            with self.database.connection_context(), self.writing():
                # Somebody may have made one while this one waited for its turn.
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
        """What has been read the server keeps."""

    def interrupt(self, connection: Any) -> None:
        """Ask the server, over a line of its own, to stop it; a courtesy that may fail."""
        with suppress(*self.error_types):
            connection.cancel_safe(timeout=1)

    def copy_to(self, path: str) -> None:
        """Its own tools do that."""
        raise RegisterError(
            message("Et register på en server sikkerhetskopieres med pg_dump; se docs/deploy.md")
        )

    def vacuum(self) -> None:
        """Write the tables anew."""
        tables = ", ".join(f'"{table._meta.table_name}"' for table in Table.__subclasses__())
        self.database.execute_sql(f"VACUUM (FULL, ANALYZE) {tables}")

    def integrity_triggers(self) -> dict[str, str]:
        """Triggers that are switched on, each with its function, and the guarding index."""
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
        # Names are qualified where the schema is not the first that is searched.
        return {
            name: normalized_sql(sql.replace(f"{schema}.", "")) for name, sql in rows.fetchall()
        }

    def expected_guards(self) -> dict[str, str]:
        """As the migration made them."""
        return postgres_guards()

    def integrity_errors(self) -> Iterator[Message]:
        """References that were never looked at."""
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
        """A server that may lose what it acknowledged, cannot store every name, or is too old."""
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
        """Tell by the error's code; without one the line was cut."""
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
        """Before there is a line errors have no code, only the server's words."""
        words = str(error)
        found = next((code for sign, code in _CONNECT_ERRORS.items() if sign in words), None)
        explanation = _TROUBLE[found] if found else _NO_LINE
        return self._saying(explanation)

    def _saying(self, message: Message) -> Unusable:
        return Unusable(replace(message, values=(("path", self.name),)))

    def version(self) -> str:
        """The server's version, inside a transaction."""
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
"""Signs in the server's words, and the code that such an error has elsewhere."""
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
"""What an error's code begins with, and what to say; the first that fits."""


def _without_password(address: str) -> str:
    """As it may be shown; whatever else stands in it, what follows the user's name does not."""
    scheme, _, rest = address.partition("://")
    where, slash, database = rest.partition("/")
    user, at, host = where.rpartition("@")
    if "@" in database:
        # A slash in the password: nothing of it can be told apart.
        return f"{scheme}://…"
    name = user.partition(":")[0]
    return f"{scheme}://{name}{at}{host}{slash}{database.partition('?')[0]}"
