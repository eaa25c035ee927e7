"""Restricts a list filter to what the user may see."""

from dataclasses import replace

from models.access import NO_MUNICIPALITY, Access
from models.list_filter import ListFilter
from models.reference_data.municipalities import Reference
from models.storage.register import Register


def restrict_to_access(register: Register, list_filter: ListFilter) -> ListFilter:
    """Narrow a filter to what the user may see now, inside a transaction. Raises NotAllowed."""
    register.refresh_access()
    return restricted_filter(register.access, register.reference, list_filter)


def restricted_filter(access: Access, reference: Reference, list_filter: ListFilter) -> ListFilter:
    """Narrow a filter to the user's municipality and district; the list of any other is empty."""
    if access.is_everywhere:
        return list_filter
    own = access.municipality or NO_MUNICIPALITY
    if list_filter.municipality and list_filter.municipality not in reference.all_numbers(own):
        own = NO_MUNICIPALITY
    if access.district and list_filter.district not in (None, access.district):
        own = NO_MUNICIPALITY
    return replace(list_filter, municipality=own, district=access.district or list_filter.district)
