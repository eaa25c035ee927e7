"""The storage that the tables are bound to: what its kind of database does in its own way."""

from models.storage.protocol import Storage
from models.tables import database

_bound: list[Storage] = []


def bind_tables(storage: Storage) -> None:
    """Bind the tables to a storage, until another one is bound."""
    if _bound != [storage]:
        database.initialize(storage.database)
        _bound[:] = [storage]


def bound_storage() -> Storage:
    """Return the storage of the register that was used last. Raises ValueError without one."""
    [storage] = _bound
    return storage
