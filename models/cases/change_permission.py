"""Which municipality may change a case.

Domain: the municipality that follows the person up may change the case. After a move, the old
municipality may still change a termination that it registered.
"""

from models.access import Access
from models.cases.case import Case
from models.reference_data.municipalities import Reference
from rules.message import Message, message


def change_refusal(
    case: Case, access: Access, reference: Reference, of_termination: bool
) -> Message | None:
    """Return why a user who sees a case may not change it; None if the user may.

    `of_termination`: the change only edits or deletes the active termination.
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
