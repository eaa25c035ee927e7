"""Whose a case is: the municipality that follows the person up; the one before keeps its own.

Domain: the new municipality may change the case, the old one a termination it registered.
"""

from models.access import Access
from models.cases.case import Case
from models.reference_data.municipalities import Reference
from rules.message import Message, message


def change_refusal(
    case: Case, access: Access, reference: Reference, of_termination: bool
) -> Message | None:
    """Why somebody who sees a case may not change it; None where they may.

    `of_termination`: it is the active termination that is edited or deleted, not the rest.
    """
    person, active = case.person, case.facts.active
    if access.sees(reference, (person.municipality, person.district)):
        return None
    if of_termination and active and not active.by_engine:
        registered_in = (active.municipality, active.district)
        if access.sees(reference, registered_in):
            return None
    return message(
        "Saken følges opp av {municipality}, som er den eneste som kan endre den",
        municipality=reference.name(person.municipality),
    )
