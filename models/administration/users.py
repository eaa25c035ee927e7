"""The users of a register: adding, listing, disabling, and signing in as one of them.

A new register is personal: anybody who can open it is its administrator. Once a first user has been
added, only users may sign in.
"""

import re
from typing import NamedTuple

from models.access import EVERYTHING, NATIONWIDE, Access, Role
from models.errors import NotAllowed, NotFound, Refused
from models.journal.actions import JournalAction
from models.journal.actor import Actor
from models.journal.writer import append_entry
from models.reference_data.municipalities import Reference
from models.storage.known_codes import ROLES
from models.storage.register import Register
from models.storage.register_settings import only_users_may_sign_in, store
from models.tables import UserRow, database
from models.tables.statement_cache import cached_sql
from rules.code_lists import ENGINE
from rules.findings import Field, Finding, error
from rules.message import message

IN_USE = "in use"
_ID = re.compile(r"\w[\w.@-]{0,39}")


class User(NamedTuple):
    """A present or former user of the register."""

    id: str
    role: Role
    municipality: str | None
    district: str | None
    disabled: bool


def is_personal(register: Register) -> bool:
    """Return whether the register is personal: no user has been added yet."""
    with register.read():
        return only_users_may_sign_in() is None


def sign_in(register: Register, user: str, only_users: bool = False) -> None:
    """Sign a user in: from now on the register shows only what that user may see.

    `only_users` refuses all but added users even in a personal register, for a remote connection.
    Raises NotAllowed for somebody who is not, or no longer, a user.
    """
    register.access_of = lambda: _access(user, only_users)
    with register.read():
        register.refresh_access()


def _access(user: str, only_users: bool) -> Access:
    if only_users_may_sign_in() is None and not only_users:
        return EVERYTHING
    rows = database.execute_sql(_access_sql(), (user,)).fetchall()
    if not rows:
        raise NotAllowed(message("{user} er ikke bruker av registeret", user=user))
    [(role, municipality, district)] = rows
    return Access(ROLES[role], municipality, district)


@cached_sql
def _access_sql() -> str:
    row = UserRow
    query = row.select(row.role, row.municipality, row.district)
    return str(query.where(row.id == "", ~row.disabled).sql()[0])


def add_user(
    register: Register,
    actor: Actor,
    user: str,
    role: Role,
    municipality: str | None = None,
    district: str | None = None,
    disabled: bool = False,
) -> None:
    """Add a user, or change a user's role. The actor that adds the first becomes administrator.

    A `disabled` user is stored but may not sign in. Raises Refused for invalid values, NotAllowed
    for all but administrators.
    """
    with register.write():
        register.require_administrator()
        wrong = check_user(register.reference, user, role, municipality, district)
        if wrong:
            raise Refused(wrong)
        if role is not Role.ADMINISTRATOR or disabled:
            _require_another_administrator(
                user, actor.user if only_users_may_sign_in() is None else ""
            )
        if only_users_may_sign_in() is None:
            store("users", IN_USE)
            if UserRow.get_or_none(UserRow.id == actor.user) is None:
                make_owner(actor)
        _write(actor, User(user, role, municipality, district, disabled))


def make_owner(actor: Actor) -> None:
    """Store the actor as an administrator of the register they made, inside a transaction."""
    _write(actor, User(actor.user, Role.ADMINISTRATOR, None, None, False))


def disable_user(register: Register, actor: Actor, user: str) -> None:
    """Disable a user's sign-in. Raises NotFound, and Refused for the last administrator."""
    with register.write():
        register.require_administrator()
        if user not in {one.id for one in _users()}:
            raise NotFound(message("Finner ingen bruker {user}", user=user))
        _require_another_administrator(user)
        UserRow.update(disabled=True).where(UserRow.id == user).execute()
        append_entry(actor, JournalAction.USER_DISABLE, None, None, {"user": user})


def list_users(register: Register) -> list[User]:
    """Return all users by id, disabled ones too. Raises NotAllowed for all but administrators."""
    with register.read():
        register.require_administrator()
        return _users()


def _require_another_administrator(user: str, becomes_one: str = "") -> None:
    administrators = {
        one.id for one in _users() if one.role is Role.ADMINISTRATOR and not one.disabled
    }
    if not ({*administrators, becomes_one} - {user, ""}):
        raise Refused(
            [error(Field.CASE, message("{user} er den siste administratoren", user=user))]
        )


def _users() -> list[User]:
    return [
        User(row.id, ROLES[row.role], row.municipality, row.district, row.disabled)
        for row in UserRow.select().order_by(UserRow.id)
    ]


def _write(actor: Actor, user: User) -> None:
    values = {
        "role": str(user.role),
        "municipality": user.municipality,
        "district": user.district,
        "disabled": user.disabled,
    }
    old = UserRow.get_or_none(UserRow.id == user.id)
    before = None
    if old is None:
        UserRow.create(id=user.id, **values)
    else:
        before = {name: getattr(old, name) for name in values}
        UserRow.update(**values).where(UserRow.id == user.id).execute()
    action = JournalAction.USER_DISABLE if user.disabled else JournalAction.USER_ADD
    append_entry(actor, action, None, before, {"user": user.id, **values})


def check_user(
    reference: Reference,
    user: str,
    role: Role | None,
    municipality: str | None,
    district: str | None,
) -> list[Finding]:
    """Return what is wrong with a user's values; `role` is None as long as none is chosen."""
    found = []
    if user.casefold() == ENGINE.casefold():
        text = message("{user} er registerets eget navn, ikke en bruker", user=ENGINE)
        found.append(error(Field.USER, text))
    elif not _ID.fullmatch(user):
        text = message("«{user}» kan ikke være en bruker: bokstaver, tall og . _ @ -", user=user)
        found.append(error(Field.USER, text))
    if role is None:
        found.append(error(Field.ROLE, message("Velg en rolle")))
    elif role in NATIONWIDE and district:
        found.append(error(Field.PLACE, message("{role} gjelder hele landet", role=role.label)))
    elif role not in NATIONWIDE and not municipality:
        found.append(error(Field.PLACE, message("{role} må ha en kommune", role=role.label)))
    if district and district not in reference.districts_of(municipality):
        text = message("{district} er ingen bydel i kommunen", district=district)
        found.append(error(Field.PLACE, text))
    return found
