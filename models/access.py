"""Permissions: a user has a role and, with most roles, a municipality or one of its districts.

A case that a user may not see does not exist for that user. The rules are here; they are applied
where a case is loaded and where a list is read.
"""

from dataclasses import dataclass

from models.errors import NotAllowed
from models.reference_data.municipalities import Reference
from rules.code_lists import Labelled
from rules.message import message


class Role(Labelled):
    """The role of a user in the register (ours)."""

    READER = "reader", "Leser"
    CASE_WORKER = "case-worker", "Saksbehandler"
    NATIONAL_READER = "national-reader", "Nasjonal leser"
    ADMINISTRATOR = "administrator", "Administrator"


NATIONWIDE = (Role.NATIONAL_READER, Role.ADMINISTRATOR)
"""The roles that see the whole country."""

NO_MUNICIPALITY = "-"
"""A number that no municipality has. A user without a municipality gets it, unless nationwide."""


MunicipalityAndDistrict = tuple[str | None, str | None]
"""A municipality and one of its districts; None if unknown."""


@dataclass(frozen=True, slots=True)
class Access:
    """The rights of a user, whose own municipality and district limit all but nationwide roles.

    For a nationwide role the municipality is only the one that the lists open on.
    """

    role: Role = Role.ADMINISTRATOR
    municipality: str | None = None
    district: str | None = None

    @property
    def is_everywhere(self) -> bool:
        """Whether the user sees the whole country."""
        return self.role in NATIONWIDE

    @property
    def may_change(self) -> bool:
        """Whether the user may change the cases they see."""
        return self.role in (Role.CASE_WORKER, Role.ADMINISTRATOR)

    @property
    def is_administrator(self) -> bool:
        """Whether the user may manage the register itself: files, engine, users, journal."""
        return self.role is Role.ADMINISTRATOR

    def sees(self, reference: Reference, *places: MunicipalityAndDistrict) -> bool:
        """Return whether the user sees a person who belongs, or belonged, to any of some places."""
        if self.is_everywhere:
            return True
        own = reference.all_numbers(self.municipality or NO_MUNICIPALITY)
        return any(
            municipality in own and self.district in (None, district)
            for municipality, district in places
        )

    def require_change(self) -> None:
        """Raise NotAllowed for a role that may only read."""
        if not self.may_change:
            raise NotAllowed(
                message("Rollen din ({role}) kan ikke endre saker", role=self.role.label)
            )

    def require_administrator(self) -> None:
        """Raise NotAllowed for all but administrators."""
        if not self.is_administrator:
            raise NotAllowed(message("Dette kan bare administratorer gjøre"))


EVERYTHING = Access()
"""The rights of the owner of a register without users: everything."""
