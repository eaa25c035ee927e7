"""Hours of work per week: how they are parsed, and which reasons have them."""

import re
from decimal import Decimal

from rules import register_choices as choices
from rules.code_lists import Hours
from rules.findings import Field, Finding, error
from rules.legal_basis import rests_on
from rules.legal_sources import guide
from rules.message import Message, message
from rules.reason_table import Reason

MOST_HOURS = Decimal(80)
_NUMBER = re.compile(r"[0-9]{1,4}([.,][0-9]*)?")


class InvalidHours(ValueError):
    """Raised for a text that is no number of hours; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def parse_hours(text: str) -> Decimal | None:
    """Parse `37,5`, `37.5` or `37`; None for an empty text.

    Raises InvalidHours for a text that is no number or has more than one decimal.
    """
    text = text.strip()
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        raise InvalidHours(
            message("«{text}» er ikke et timetall; skriv for eksempel 37,5", text=text)
        )
    hours = Decimal(text.replace(",", ".").rstrip("."))
    if hours != round(hours, 1):
        raise InvalidHours(
            message("«{text}» har mer enn én desimal; skriv for eksempel 37,5", text=text)
        )
    return round(hours, 1)


@rests_on(guide("6"), choices.OPTIONAL_HOURS)
def check_hours(reason: Reason, hours: Decimal | None) -> tuple[Finding, ...]:
    """Check hours: required for `arbeid`, optional for combined work, else not allowed (ours)."""
    if hours is None:
        if reason.hours is not Hours.REQUIRED:
            return ()
        text = message(
            "Antall timer arbeid per uke må fylles ut for «{reason}»", reason=reason.label
        )
        return (error(Field.HOURS, text),)
    if reason.hours is Hours.NONE:
        text = message("«{reason}» skal ikke ha antall timer arbeid per uke", reason=reason.label)
        return (error(Field.HOURS, text),)
    if not 0 < hours <= MOST_HOURS:
        text = message("Antall timer arbeid per uke må være over 0 og høyst 80")
        return (error(Field.HOURS, text),)
    return ()
