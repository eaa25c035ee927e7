"""Setup of the PostgreSQL driver, and the meaning of its errors."""

from select import select
from typing import Any

from models.errors import Unusable
from models.storage.protocol import SECONDS_TO_WAIT_FOR_A_LOCK
from rules.message import message

_SECONDS_TO_CONNECT = 10
_MOST_CONNECTIONS = 5
"""Connections of one session: for the screens, the reading thread and a few long jobs."""

_SETTINGS = {
    # An acknowledged commit must be on disk, whatever the server's own setting.
    "synchronous_commit": "on",
    "lock_timeout": f"{SECONDS_TO_WAIT_FOR_A_LOCK}s",
    # Compiling a query takes longer than running any of this program's queries.
    "jit": "off",
    "random_page_cost": "1.1",
    "datestyle": "ISO, YMD",
    "timezone": "UTC",
    "client_encoding": "UTF8",
}


def postgres_database(address: str) -> Any:
    """Return the database at an address; raise Unusable if the driver is not installed.

    Its few connections are kept for the next transaction, unless they were cut meanwhile.
    """
    try:
        import psycopg  # noqa: F401  (Peewee finds it by itself)
    except ImportError:
        raise Unusable(
            message("Registre på en server trenger psycopg: pip install 'nir-tui[postgres]'")
        ) from None
    from playhouse.pool import PooledDatabase
    from playhouse.postgres_ext import PostgresqlExtDatabase
    from psycopg.types.string import TextLoader

    # Playhouse has no type annotations: to a type checker these base classes are Any.
    class Connecting(PostgresqlExtDatabase):  # type: ignore[misc]
        def _connect(self) -> Any:
            connection = super()._connect()
            # Days come as text from either kind of database.
            connection.adapters.register_loader("date", TextLoader)
            wanted = ", ".join("set_config(%s, %s, false)" for _setting in _SETTINGS)
            pairs = [part for setting in _SETTINGS.items() for part in setting]
            connection.execute(f"SELECT {wanted}", pairs)
            return connection

    class Server(PooledDatabase, Connecting):  # type: ignore[misc]
        def _is_closed(self, connection: Any) -> bool:
            return is_cut(connection)

        def _can_reuse(self, connection: Any) -> bool:
            return not is_cut(connection) and not self._adapter.txn_status(connection)

    return Server(
        address,
        prefer_psycopg3=True,
        autoconnect=False,
        max_connections=_MOST_CONNECTIONS,
        timeout=_SECONDS_TO_CONNECT,
        connect_timeout=_SECONDS_TO_CONNECT,
        application_name="nir-tui",
    )


def driver_errors() -> tuple[type[Exception], ...]:
    """Return the errors raised while fetching rows, and when all connections are in use."""
    import psycopg
    from playhouse.pool import MaxConnectionsExceeded

    return (psycopg.Error, MaxConnectionsExceeded)


def is_cut(connection: Any) -> bool:
    """Return whether the server has closed the connection, without sending anything.

    Unasked, a server sends only that it is closing or that its settings changed: both count.
    """
    return bool(connection.closed) or bool(select([connection.fileno()], [], [], 0)[0])


def sqlstate(error: BaseException) -> str:
    """Return the SQLSTATE of an error or of its causes; empty if the connection was cut."""
    origin = _error_with_code(error)
    return str(getattr(origin, "sqlstate", ""))


def is_statement_timeout(error: BaseException) -> bool:
    """Return whether the server's time limit stopped a statement, not a user.

    Both have the same code; only the server's words differ. If these are not in English, a user
    is assumed.
    """
    origin = _error_with_code(error)
    return sqlstate(error) == "57014" and "statement timeout" in str(origin)


def _error_with_code(error: BaseException | None) -> BaseException | None:
    while error is not None:
        origin: BaseException = getattr(error, "orig", None) or error
        if getattr(origin, "sqlstate", None):
            return origin
        error = error.__cause__ or error.__context__
    return None
