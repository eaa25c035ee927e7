"""The columns that a user has chosen for each list, kept in the register."""

from typing import Any

from models.journal.actor import Actor
from models.lists.column_registry import LIST_COLUMNS
from models.lists.list_kinds import KINDS, ListKind
from models.storage.register import Register
from models.tables import PreferenceRow

_PREFIX = "columns "
ALWAYS = ("duf", "name")
"""Columns that no list is without."""


def chosen_columns(register: Register, actor: Actor) -> dict[str, tuple[str, ...]]:
    """Return the columns chosen by the user, by the name of the list; no entry: none chosen.

    A column that this version does not have is left out.
    """
    rows = PreferenceRow.select(PreferenceRow.name, PreferenceRow.value)
    with register.read():
        own: Any = rows.where(PreferenceRow.user == actor.user).tuples()
        found: dict[str, str] = dict(own)
    names = {kind.name for kind in KINDS}
    return {
        name: _known(value.split())
        for name, value in (
            (key.removeprefix(_PREFIX), value)
            for key, value in found.items()
            if key.startswith(_PREFIX)
        )
        if name in names
    }


def choose_columns(
    register: Register, actor: Actor, kind: ListKind, columns: tuple[str, ...] | None
) -> None:
    """Keep the columns of a list for the user, in their order; None: those it has by itself."""
    own = (PreferenceRow.user == actor.user) & (PreferenceRow.name == _PREFIX + kind.name)
    with register.write():
        PreferenceRow.delete().where(own).execute()
        if columns is not None:
            value = " ".join(columns)
            PreferenceRow.create(user=actor.user, name=_PREFIX + kind.name, value=value)


def columns_to_choose(kind: ListKind) -> tuple[str, ...]:
    """Return every column that a list may have on the screen, its own first."""
    others = (name for name, column in LIST_COLUMNS.items() if column.width)
    return tuple(dict.fromkeys((*kind.columns, *others)))


def _known(names: list[str]) -> tuple[str, ...]:
    known = [name for name in names if name in LIST_COLUMNS and LIST_COLUMNS[name].width]
    return tuple(dict.fromkeys((*(n for n in ALWAYS if n not in known), *known)))
