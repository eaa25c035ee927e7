"""One way to a PostgreSQL database: how the driver is set up, and what its errors are."""

from select import select
from typing import Any

from models.errors import Unusable
from models.storage.protocol import SECONDS_TO_WAIT_FOR_A_LOCK
from rules.message import message

_SECONDS_TO_CONNECT = 10
_MOST_CONNECTIONS = 5
"""Of one session: the screens', the reading thread's, and some for jobs that last."""

_SETTINGS = {
    # What was acknowledged is on disk, whatever the server's own setting.
    "synchronous_commit": "on",
    "lock_timeout": f"{SECONDS_TO_WAIT_FOR_A_LOCK}s",
    # Compiling a query takes longer than any of these does.
    "jit": "off",
    "random_page_cost": "1.1",
    "datestyle": "ISO, YMD",
    "timezone": "UTC",
    "client_encoding": "UTF8",
}


def postgres_database(address: str) -> Any:
    """A database at an address; raises Unusable where the driver is not installed.

    Its few connections are kept for the next transaction; one that was cut meanwhile is not.
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

    # Playhouse comes without types: what is made of it is Any to whoever checks them.
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


def trouble_of_the_driver() -> tuple[type[Exception], ...]:
    """What the driver raises while rows are fetched, and the pool when all lines are in use."""
    import psycopg
    from playhouse.pool import MaxConnectionsExceeded

    return (psycopg.Error, MaxConnectionsExceeded)


def is_cut(connection: Any) -> bool:
    """Whether the server has hung up; nothing is asked of it.

    It says nothing unasked but that it goes, or that its settings are others now.
    """
    return bool(connection.closed) or bool(select([connection.fileno()], [], [], 0)[0])


def sqlstate(error: BaseException) -> str:
    """The code of an error, from wherever in its causes it stands; empty where the line was cut."""
    origin = _error_with_code(error)
    return str(getattr(origin, "sqlstate", ""))


def is_statement_timeout(error: BaseException) -> bool:
    """Whether the server's time limit stopped a statement, not a user.

    Both have one code; the server's words differ. Words in another language than English are
    taken for a user's.
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
