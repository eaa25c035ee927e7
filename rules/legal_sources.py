"""The paragraphs that the rules rest on, each with the period in which its wording applies.

They were read in consolidated copies of Lovdata's open data as of `CHECKED`, and for former
wordings in Norsk Lovtidend.
"""

from datetime import date

from rules.code_lists import Law
from rules.message import Message, cite, message
from rules.sources import NBSP, Source, SourceKind

CHECKED = date(2026, 7, 28)
"""The date of the legal text that was read."""

_SINCE_2021 = date(2021, 1, 1)
_UNTIL_2026 = date(2025, 12, 31)
_SINCE_2026 = date(2026, 1, 1)

_ACT = "https://lovdata.no/lov/2020-11-06-127/§"
_ACT_AS_ENACTED = "https://lovdata.no/dokument/LTI/lov/2020-11-06-127"
"""For former wordings: the address of a paragraph shows only today's wording."""
_REGULATION = "https://lovdata.no/forskrift/2020-12-15-2912/§"
_OLDER_ACT = "https://lovdata.no/dokument/NLO/lov/2003-07-04-80"

FIRST = message("første ledd")
SECOND = message("andre ledd")
THIRD = message("tredje ledd")
FIFTH = message("femte ledd")
SIXTH = message("sjette ledd")
THIRD_AND_FOURTH = message("tredje og fjerde ledd")
FIRST_SENTENCE_3 = message("første ledd tredje punktum")
SECOND_SENTENCE_2 = message("andre ledd andre punktum")
FOURTH_SENTENCE_1 = message("fjerde ledd første punktum")
FOURTH_SENTENCE_2 = message("fjerde ledd andre punktum")
FOURTH_SENTENCE_3 = message("fjerde ledd tredje punktum")
SIXTH_SENTENCE_1 = message("sjette ledd første punktum")
SIXTH_SENTENCE_2 = message("sjette ledd andre punktum")


def _act(paragraph: str, ledd: Message | None, since: date = _SINCE_2021) -> Source:
    """Return a paragraph of integreringsloven that is in force."""
    return Source(
        SourceKind.LAW,
        cite("integreringsloven"),
        f"§{NBSP}{paragraph}",
        ledd,
        since,
        url=_ACT + paragraph.replace(" ", ""),
        is_amended=since != _SINCE_2021,
    )


def _former_act(paragraph: str, ledd: Message, until: date = _UNTIL_2026) -> Source:
    """Return a wording of integreringsloven that applied from 2021 to a day."""
    name, shown = cite("integreringsloven"), f"§{NBSP}{paragraph}"
    return Source(SourceKind.LAW, name, shown, ledd, _SINCE_2021, until, _ACT_AS_ENACTED)


def _older_act(paragraph: str, ledd: Message | None = None) -> Source:
    """Return a paragraph of introduksjonsloven: repealed, but valid for persons who came before."""
    return Source(
        SourceKind.LAW,
        cite("introduksjonsloven"),
        f"§{NBSP}{paragraph}",
        ledd,
        date(2004, 9, 1),
        url=_OLDER_ACT,
    )


def _regulation(paragraph: str, ledd: Message | None, since: date = _SINCE_2021) -> Source:
    """Return a paragraph of integreringsforskriften."""
    return Source(
        SourceKind.REGULATION,
        cite("integreringsforskriften"),
        f"§{NBSP}{paragraph}",
        ledd,
        since,
        url=_REGULATION + paragraph,
        is_amended=since != _SINCE_2021,
    )


def guide(section: str) -> Source:
    """Return a section of the guide to NIR."""
    return Source(SourceKind.GUIDE, cite("brukerveiledningen"), f"avsnitt{NBSP}{section}")


# How long a programme may last, and be extended.
MONTHS_UPPER_SECONDARY_UNTIL_2026 = _former_act("13", SECOND_SENTENCE_2)
MONTHS_UNTIL_2026 = _former_act("13", THIRD_AND_FOURTH)
MONTHS_PARTS = _act("14", FOURTH_SENTENCE_1, _SINCE_2026)
MONTHS_COMPLETES = _act("14", FOURTH_SENTENCE_2, _SINCE_2026)
MONTHS_VOCATIONAL = _act("14", FIFTH, _SINCE_2026)
MONTHS_LACKS_UPPER_SECONDARY = _act("14", SIXTH, _SINCE_2026)
MONTHS_HAS_UPPER_SECONDARY = _act("13", THIRD, _SINCE_2026)
MONTHS_INTRODUKSJONSLOVEN = _older_act("5")
EXTENSION_UNTIL_2026 = _former_act("13", FIFTH)
EXTENSION_OF_2026 = _act("14", FOURTH_SENTENCE_3, _SINCE_2026)

# Which law a person or an offer comes under.
OLDER_ACT_GOES_ON = _regulation("72", SECOND)
TRANSITION_13 = _regulation("75", None, _SINCE_2026)
TRANSITION_14_FORMAL = _regulation("76", FIRST, _SINCE_2026)
TRANSITION_14_OTHER = _regulation("76", SECOND, _SINCE_2026)

# Leave.
LEAVE_UNTIL_2026 = _former_act("13", SIXTH_SENTENCE_2)
LEAVE_OF_2026 = _regulation("19", None, _SINCE_2026)
ABSENCE_OF_2026 = _regulation("10", None, _SINCE_2026)
WORKING_DAYS = _regulation("17", FIRST)
OWN_HOLY_DAYS = _regulation("17", SECOND)
HOLIDAYS = _regulation("18", None)

# End goal and start.
GOAL_UNTIL_2026 = _former_act("13", FIRST)
GOAL_OF_2026_WORK = _act("13", SECOND, _SINCE_2026)
GOAL_OF_2026_FORMAL = _act("14", SECOND, _SINCE_2026)
START_DEADLINE = _act("8", FIRST_SENTENCE_3)
START_DEADLINE_INTRODUKSJONSLOVEN = _older_act("2", THIRD)
THREE_MONTHS_TO_BEGIN = _act("12", SECOND)

# How a programme ends.
REJECTION = _act("3", THIRD)
REJECTION_INTRODUKSJONSLOVEN = _older_act("3", SECOND_SENTENCE_2)
STOPPED = _act("18", None)
STOPPED_INTRODUKSJONSLOVEN = _older_act("7")
ENDED_BY_TIME_UNTIL_2026 = _former_act("13", SIXTH_SENTENCE_1)
CERTIFICATE_SINCE = _SINCE_2026
CERTIFICATE = _act("18 a", FIRST, CERTIFICATE_SINCE)
ENDED_BY_TIME = _act("18 a", SECOND, _SINCE_2026)
IN_CATEGORY = _act("8", FIRST)
PERMIT = _act("9", FIRST)
MAY_FINISH = _act("9", THIRD, date(2023, 8, 1))
MAY_FINISH_UNTIL_2023 = _former_act("9", SECOND, date(2023, 7, 31))
POPULATION_DATA = _act("42", None)
POPULATION_DATA_REGULATION = _regulation("44", None)
DECISIONS = _act("46", SECOND)
APPEAL = _act("47", FIRST)
DECISIONS_INTRODUKSJONSLOVEN = _older_act("21", SECOND)
APPEAL_INTRODUKSJONSLOVEN = _older_act("22", FIRST)

# Keeping the register.
REGISTRATION_IN_TIME = _regulation("58", SECOND_SENTENCE_2)
RETENTION = _regulation("60", None)
ERASURE = _regulation("61", None)

NIR = Source(SourceKind.REGISTER, cite("opplysning i NIR"))
NIR_REPORT = Source(SourceKind.REGISTER, cite("NIR-rapport"))


def of_law(law: Law, source: Source, older: Source | None = None) -> tuple[Source, ...]:
    """Return the source under integreringsloven, or the older one under introduksjonsloven."""
    if law is Law.INTEGRERINGSLOVEN:
        return (source,)
    return (older,) if older else ()
