"""The same termination for several persons, each registered in a transaction of its own."""

import datetime
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from models.cases.case import Case
from models.cases.lookup import look_up
from models.changes.apply_change import apply_change, case_to_change
from models.changes.terminations import RegisterTermination
from models.errors import ChangedMeanwhile, NotAllowed, NotFound, Refused
from models.journal.actor import Actor
from models.storage.register import Register
from rules.engine import needs_correction
from rules.findings import Field, errors
from rules.message import Message
from rules.termination_checks import proposed_date


class Result(StrEnum):
    """What became of one person: registered, refused, or warned of and not confirmed."""

    ADDED = "added"
    REFUSED = "refused"
    WARNED = "warned"


@dataclass(frozen=True, slots=True)
class PersonOutcome:
    """The result for one person, the date of the termination, and what the rules say.

    `change` and `version`: what would be registered, and on which version of the case; None for a
    person whom the user may not see or change.
    """

    duf: str
    day: datetime.date | None
    result: Result
    messages: tuple[Message, ...] = ()
    name: str = ""
    change: RegisterTermination | None = None
    version: int | None = None
    needed: bool = False
    """Whether the case needed correction before."""


@dataclass(frozen=True, slots=True)
class SameTermination:
    """A reason for several persons; without a `day` each has the date that their form proposes."""

    reason: str
    day: datetime.date | None
    hours: Decimal | None = None

    def for_case(self, case: Case, as_of: datetime.date) -> RegisterTermination:
        """Return the registration for one case."""
        return RegisterTermination(
            self.reason, self.day or proposed_date(case.facts, as_of), self.hours
        )


def preview_for(
    register: Register, actor: Actor, duf: str, same: SameTermination, confirmed: bool
) -> PersonOutcome:
    """Return what registering would do for one person; looking at the case is journalled."""
    try:
        case = case_to_change(register, actor, duf)
        look_up(register, actor, duf)
    except (NotFound, NotAllowed) as refusal:
        return PersonOutcome(duf, same.day, Result.REFUSED, refusal.messages)
    change = same.for_case(case, actor.as_of)
    found = change.findings(case, actor.as_of)
    outcome = _outcome(duf, change.day, Refused(found) if found else None, confirmed)
    person = case.person
    return replace(
        outcome,
        name=person.name,
        change=change,
        version=person.version,
        needed=needs_correction(case.facts),
    )


def register_previewed(register: Register, actor: Actor, preview: PersonOutcome) -> PersonOutcome:
    """Register what a preview showed, its warnings confirmed; refuse it for a case changed since.

    Return the outcome with the version of the case after it. Raises Unusable.
    """
    change, duf = preview.change, preview.duf
    if change is None:
        return preview
    try:
        after = apply_change(
            *(register, actor, duf, change),
            confirmed=preview.result is Result.WARNED,
            expected_version=preview.version,
        )
    except (Refused, NotFound, NotAllowed, ChangedMeanwhile) as refusal:
        return replace(preview, result=Result.REFUSED, messages=refusal.messages)
    return replace(preview, result=Result.ADDED, messages=(), version=after.person.version)


def register_for(
    register: Register, actor: Actor, duf: str, same: SameTermination, confirmed: bool
) -> PersonOutcome:
    """Register the termination of one person; return what came of it.

    Raises Unusable where the register cannot be used; persons before this one stay registered.
    """
    day = same.day
    try:
        case = case_to_change(register, actor, duf)
        change = same.for_case(case, actor.as_of)
        day, version = change.day, case.person.version
        apply_change(register, actor, duf, change, confirmed=confirmed, expected_version=version)
    except Refused as refusal:
        return _outcome(duf, day, refusal, confirmed)
    except (NotFound, NotAllowed, ChangedMeanwhile) as refusal:
        return PersonOutcome(duf, day, Result.REFUSED, refusal.messages)
    return PersonOutcome(duf, day, Result.ADDED)


def _outcome(
    duf: str, day: datetime.date | None, refusal: Refused | None, confirmed: bool
) -> PersonOutcome:
    if refusal is None:
        return PersonOutcome(duf, day, Result.ADDED)
    texts = tuple(finding.text for finding in refusal.findings)
    if wrong := errors(refusal.findings):
        # What the case lacks comes first: no date or hours would help.
        of_case = [finding for finding in wrong if finding.field is Field.CASE]
        only = tuple(finding.text for finding in of_case or wrong)
        return PersonOutcome(duf, day, Result.REFUSED, only)
    return PersonOutcome(duf, day, Result.ADDED if confirmed else Result.WARNED, texts)
