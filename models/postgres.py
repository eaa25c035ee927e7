"""One way to a PostgreSQL database: how the driver is set up, and what its errors are."""

from typing import Any

import peewee

from models.errors import Unusable
from models.storage import SECONDS_TO_WAIT_FOR_A_LOCK
from rules.sentence import say

_SECONDS_TO_CONNECT = 10
_SETTINGS = {
    # What was acknowledged is on disk, whatever the server's own setting.
    "synchronous_commit": "on",
    "lock_timeout": f"{SECONDS_TO_WAIT_FOR_A_LOCK}s",
    "datestyle": "ISO, YMD",
    "timezone": "UTC",
    "client_encoding": "UTF8",
}


def postgres_database(address: str) -> peewee.Database:
    """A database at an address; raises Unusable where the driver is not installed."""
    try:
        import psycopg  # noqa: F401  (Peewee finds it by itself)
    except ImportError:
        raise Unusable(
            say("Registre på en server trenger psycopg: pip install 'nir-tui[postgres]'")
        ) from None
    from playhouse.postgres_ext import PostgresqlExtDatabase
    from psycopg.types.string import TextLoader

    class Server(PostgresqlExtDatabase):  # type: ignore[misc]
        def _connect(self) -> Any:
            connection = super()._connect()
            # Days come as text from either kind of database.
            connection.adapters.register_loader("date", TextLoader)
            wanted = ", ".join("set_config(%s, %s, false)" for _setting in _SETTINGS)
            pairs = [part for setting in _SETTINGS.items() for part in setting]
            connection.execute(f"SELECT {wanted}", pairs)
            return connection

    database: peewee.Database = Server(
        address,
        prefer_psycopg3=True,
        autoconnect=False,
        connect_timeout=_SECONDS_TO_CONNECT,
        application_name="nir-tui",
    )
    return database


def trouble_of_the_driver() -> tuple[type[Exception], ...]:
    """What the driver raises while rows are fetched; from execute it comes as Peewee's own."""
    import psycopg

    return (psycopg.Error,)


def is_broken(connection: Any) -> bool:
    """Whether a connection was cut, as far as anybody has noticed."""
    return bool(connection.closed or connection.broken)


def sqlstate(trouble: BaseException | None) -> str:
    """The code of an error, from wherever in its causes it stands; empty where the line was cut."""
    while trouble is not None:
        origin = getattr(trouble, "orig", trouble)
        code = getattr(origin, "sqlstate", None)
        if code:
            return str(code)
        trouble = trouble.__cause__ or trouble.__context__
    return ""
