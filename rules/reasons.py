"""The termination reasons by code: those of a municipality, of the engine, of a group."""

from rules.code_lists import EventKind, Group
from rules.reason_table import REASON_TABLE, Reason

WORK = "arbeid"
NOT_REGISTERED = "ikke-registrert"
START_DEADLINE_EXPIRED = "utgatt-oppstartsfrist"
NOT_IN_CATEGORY = "ikke-i-kategori"
REJECTED = "avvist-program"
PERMANENT_STOP = "permanent-stans"
MOVED = str(EventKind.MOVED)
EMIGRATED = str(EventKind.EMIGRATED)
DIED = str(EventKind.DIED)

POPULATION_REGISTER_REASONS = (DIED, EMIGRATED, MOVED)
"""Reasons that may be edited even if the engine registered them (guide section 8)."""

REASONS: dict[str, Reason] = {reason.code: reason for reason in REASON_TABLE}
MUNICIPALITY_REASONS = tuple(reason for reason in REASON_TABLE if reason.municipality)
ENGINE_REASONS = tuple(reason for reason in REASON_TABLE if reason.engine)


def find_reason(text: str) -> Reason | None:
    """Find a reason by slug, label or alias; case, kind of dash and extra spaces are ignored."""
    return _BY_SPELLING.get(_spelling(text))


def _spelling(text: str) -> str:
    return " ".join(text.replace("–", "-").casefold().split())


_BY_SPELLING = {
    **{_spelling(alias): reason for reason in REASON_TABLE for alias in reason.aliases},
    **{_spelling(reason.label): reason for reason in REASON_TABLE},
    **{_spelling(reason.code): reason for reason in REASON_TABLE},
}


def reasons_of(group: Group) -> tuple[str, ...]:
    """The slugs of a group's reasons, in the tables' order."""
    return tuple(reason.code for reason in REASON_TABLE if reason.group is group)
