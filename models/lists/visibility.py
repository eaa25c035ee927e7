"""Restricts a list filter to what the user may see."""

from dataclasses import replace

from models.access import NO_MUNICIPALITY, Access
from models.list_filter import ListFilter
from models.reference_data.municipalities import Reference
from models.storage.register import Register


def restrict_to_access(register: Register, chosen: ListFilter) -> ListFilter:
    """The filter narrowed to what the user may see now, inside a transaction. Raises NotAllowed."""
    register.look_at_access()
    return restricted_filter(register.access, register.reference, chosen)


def restricted_filter(access: Access, reference: Reference, chosen: ListFilter) -> ListFilter:
    """The filter narrowed to one's own municipality and district; another's list is empty."""
    if access.is_everywhere:
        return chosen
    own = access.municipality or NO_MUNICIPALITY
    if chosen.municipality and chosen.municipality not in reference.same(own):
        own = NO_MUNICIPALITY
    if access.district and chosen.district not in (None, access.district):
        own = NO_MUNICIPALITY
    return replace(chosen, municipality=own, district=access.district or chosen.district)
