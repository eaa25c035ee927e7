"""Who may see and change what: a role, and for most of them a municipality, or a district of it.

What somebody may not see does not exist for them. Decided here, asked for where a case is loaded
and where a list is read.
"""

from dataclasses import dataclass

from models.errors import NotAllowed
from models.reference_data.municipalities import Reference
from rules.code_lists import Labelled
from rules.message import message


class Role(Labelled):
    """What somebody is in the register (ours)."""

    READER = "reader", "Leser"
    CASE_WORKER = "case-worker", "Saksbehandler"
    NATIONAL_READER = "national-reader", "Nasjonal leser"
    ADMINISTRATOR = "administrator", "Administrator"


NATIONWIDE = (Role.NATIONAL_READER, Role.ADMINISTRATOR)
"""The roles that see the whole country."""

NO_MUNICIPALITY = "-"
"""The number of no municipality: what a user without one sees."""


MunicipalityAndDistrict = tuple[str | None, str | None]
"""A municipality and a district of it, where they are known."""


@dataclass(frozen=True, slots=True)
class Access:
    """What a user may: `municipality` and `district` are theirs, and say nothing of the others."""

    role: Role = Role.ADMINISTRATOR
    municipality: str | None = None
    district: str | None = None

    @property
    def is_everywhere(self) -> bool:
        """Whether the whole country is seen."""
        return self.role in NATIONWIDE

    @property
    def may_change(self) -> bool:
        """Whether cases may be changed, those that are seen."""
        return self.role in (Role.CASE_WORKER, Role.ADMINISTRATOR)

    @property
    def is_administrator(self) -> bool:
        """Whether the register itself may be looked after: files, engine, users, journal."""
        return self.role is Role.ADMINISTRATOR

    def sees(self, reference: Reference, *places: MunicipalityAndDistrict) -> bool:
        """Whether a person is seen who has, or had, to do with some places."""
        if self.is_everywhere:
            return True
        own = reference.all_numbers(self.municipality or NO_MUNICIPALITY)
        return any(
            municipality in own and self.district in (None, district)
            for municipality, district in places
        )

    def require_change(self) -> None:
        """Raise NotAllowed for those who only look."""
        if not self.may_change:
            raise NotAllowed(
                message("Rollen din ({role}) kan ikke endre saker", role=self.role.label)
            )

    def require_administrator(self) -> None:
        """Raise NotAllowed for all but administrators."""
        if not self.is_administrator:
            raise NotAllowed(message("Dette kan bare administratorer gjøre"))


EVERYTHING = Access()
"""What the owner of a register may that has no users: everything."""
